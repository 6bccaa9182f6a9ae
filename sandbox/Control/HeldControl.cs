using Markdwell.Sandbox.Connect;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Control;

/// <summary>Webhooks that are held back, to be delivered all together: late, several times, in disorder.</summary>
internal static class HeldControl
{
    public static void Map(IEndpointRouteBuilder held)
    {
        held.MapPut("", (string site, string product, World world, Webhooks webhooks) => webhooks.Hold(world.Tenant(site, product)));
        held.MapGet("", (string site, string product, World world, Webhooks webhooks) =>
            new { count = webhooks.Held.Count(held => held.Tenant == world.Tenant(site, product)) });
        held.MapDelete("", (string site, string product, World world, Webhooks webhooks) => webhooks.LetGo(world.Tenant(site, product)));
        held.MapPost("/release", (string site, string product, Release release, World world, Storm storm, CancellationToken cancellation) =>
            storm.ReleaseAsync(world.Tenant(site, product), release, cancellation));
    }
}
