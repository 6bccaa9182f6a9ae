using Markdwell.Sandbox.Rest.Jira;

namespace Markdwell.Sandbox.Control;

/// <summary>How often an issue may be written to, and how often it was.</summary>
internal static class WriteLimitControl
{
    public static void Map(IEndpointRouteBuilder limit)
    {
        limit.MapGet("", (WriteLimit writes) => new { writes.IsOn, writes.Writes, writes.Refusals });
        limit.MapPut("", (WriteLimit writes) => writes.Switch(on: true));
        limit.MapDelete("", (WriteLimit writes) => writes.Switch(on: false));
    }
}
