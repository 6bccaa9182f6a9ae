using Markdwell.Sandbox.Connect;

namespace Markdwell.Sandbox.Sites;

/// <summary>Both sites. Client keys are fixed, so that an app that is kept running recognises them after a restart.</summary>
internal sealed class World
{
    private readonly Seed seed;

    public World(Settings settings, Seed seed)
    {
        this.seed = seed;
        Home = settings.Port;
        Sites =
        [
            new Site("acme", "Acme", Home + 1, "6c8b5f2e-0a1d-3f47-9b62-acae00000001", "1f0e9d8c-7b6a-3584-a3b1-acae00000002"),
            new Site("globex", "Globex", Home + 2, "9d2c4b7a-5e8f-3160-8c73-610be7000001", "3a5b7c9d-1e2f-3405-b6d7-610be7000002"),
        ];
        Reset();
    }

    public int Home { get; }

    public string HomeAddress => $"http://localhost:{Home}";

    public IReadOnlyList<Site> Sites { get; }

    public IEnumerable<Tenant> Tenants => Sites.SelectMany(s => s.Tenants);

    public Site? Find(string? key) => Sites.FirstOrDefault(s => s.Key == key);

    public Site? ByPort(int port) => Sites.FirstOrDefault(s => s.Port == port);

    /// <summary>Pages and issues as at the start; installations stay.</summary>
    public void Reset()
    {
        foreach (var site in Sites)
        {
            site.Clear();
            seed.Fill(site);
            NameMacros(site);
        }
    }

    public static void NameMacros(Site site)
    {
        if (site.Confluence.Descriptor?.TextMacro is { } macro)
        {
            site.Pages.ForEach(p => p.Name(macro.Key));
        }
    }
}
