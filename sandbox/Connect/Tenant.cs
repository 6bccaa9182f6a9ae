using System.Security.Cryptography;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Connect;

internal enum Product
{
    Jira,
    Confluence,
}

internal enum Standing
{
    Absent,
    Installed,
    Disabled,
}

/// <summary>One product of one site, as an app knows it.</summary>
internal sealed class Tenant(Site site, Product product, string firstClientKey)
{
    private readonly Lock gate = new();

    public Site Site => site;

    public Product Product => product;

    /// <summary>Stays when the site is renamed; an import makes another.</summary>
    public string ClientKey { get; set; } = firstClientKey;

    public string ContextPath => product == Product.Confluence ? "/wiki" : "";

    public string BaseUrl => site.Address + ContextPath;

    /// <summary>An address for people (a custom domain); an app must never call it.</summary>
    public string? DisplayUrl { get; set; }

    public Descriptor? Descriptor { get; private set; }

    public string? Secret { get; private set; }

    public Standing Standing { get; private set; }

    public DateTimeOffset? InstalledAt { get; private set; }

    public bool IsOn => Standing == Standing.Installed;

    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(60));

    public void Install(Descriptor descriptor, string secret, DateTimeOffset now)
    {
        lock (gate)
        {
            (Descriptor, Secret, InstalledAt) = (descriptor, secret, now);
            Standing = Standing == Standing.Disabled ? Standing.Disabled : Standing.Installed;
        }
    }

    public void Stand(Standing standing)
    {
        lock (gate)
        {
            Standing = standing;
        }
    }
}
