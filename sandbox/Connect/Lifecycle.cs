using System.Text.Json.Nodes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Connect;

/// <summary>Installs an app and tells it what became of the installation.</summary>
internal sealed class Lifecycle(AppClient client, Settings settings)
{
    /// <summary>First install, update and rotation are one and the same call to the app; only an install or update is followed by "enabled".</summary>
    public async Task<Answer> Install(Tenant tenant, string? descriptorUrl = null, bool announce = true)
    {
        Descriptor descriptor;
        try
        {
            descriptor = new Descriptor(await client.Fetch(descriptorUrl ?? settings.DescriptorOf(tenant.Product)));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or FormatException or System.Text.Json.JsonException or UriFormatException)
        {
            return new Answer(0, 0, "descriptor: " + e.Message, "");
        }
        var answer = await Install(tenant, descriptor);
        if (answer.IsGood && announce && tenant.IsOn)
        {
            await Tell(tenant, "enabled");
        }
        return answer;
    }

    /// <summary>The same descriptor, a new secret.</summary>
    public Task<Answer> Rotate(Tenant tenant) =>
        tenant.Descriptor is { } descriptor ? Install(tenant, descriptor) : Task.FromResult(new Answer(0, 0, "not installed", ""));

    /// <summary>
    /// The same address is another product from now on, as after the import of a whole site: the app is told of a client key that it has never
    /// heard, and nothing of the old one.
    /// </summary>
    public async Task<Answer> Import(Tenant tenant, string? clientKey)
    {
        var old = tenant.ClientKey;
        tenant.ClientKey = clientKey ?? Guid.NewGuid().ToString();
        var answer = await Rotate(tenant);
        if (!answer.IsGood)
        {
            tenant.ClientKey = old;
        }
        return answer;
    }

    /// <summary>The two calls go out together, as they do in real life; an app must bear either order.</summary>
    public async Task<Answer> Uninstall(Tenant tenant)
    {
        var answers = await Task.WhenAll(Tell(tenant, "disabled"), Tell(tenant, "uninstalled"));
        tenant.Stand(Standing.Absent);
        return answers[1];
    }

    public Task<Answer> Enable(Tenant tenant)
    {
        tenant.Stand(Standing.Installed);
        return Tell(tenant, "enabled");
    }

    public async Task<Answer> Disable(Tenant tenant)
    {
        var answer = await Tell(tenant, "disabled");
        tenant.Stand(Standing.Disabled);
        return answer;
    }

    private async Task<Answer> Install(Tenant tenant, Descriptor descriptor)
    {
        var secret = Tenant.NewSecret();
        var body = Body(tenant, descriptor, "installed");
        body["sharedSecret"] = secret;
        var answer = await Post(tenant, descriptor, "installed", body);
        // An app that did not take the secret must not be spoken to with it.
        if (answer.IsGood)
        {
            tenant.Install(descriptor, secret, DateTimeOffset.UtcNow);
            World.NameMacros(tenant.Site);
        }
        return answer;
    }

    private Task<Answer> Tell(Tenant tenant, string hook) => tenant.Descriptor is { } descriptor
        ? Post(tenant, descriptor, hook, Body(tenant, descriptor, hook))
        : Task.FromResult(new Answer(0, 0, "not installed", ""));

    private async Task<Answer> Post(Tenant tenant, Descriptor descriptor, string hook, JsonObject body)
    {
        if (descriptor.Lifecycle(hook) is not { } path)
        {
            return hook == "installed" ? new Answer(0, 0, "the descriptor has no lifecycle.installed", "") : new Answer(204, 0, null, "");
        }
        var url = ModuleUrl.Absolute(descriptor.BaseUrl, path);
        return hook is "installed" or "uninstalled"
            ? await client.PostWithKey(tenant, descriptor.BaseUrl, url, body)
            : await client.PostWithSecret(tenant, url, body);
    }

    private static JsonObject Body(Tenant tenant, Descriptor descriptor, string hook) => new()
    {
        ["key"] = descriptor.Key,
        ["clientKey"] = tenant.ClientKey,
        ["publicKey"] = "",
        ["serverVersion"] = "1001",
        ["pluginsVersion"] = "1001",
        ["baseUrl"] = tenant.BaseUrl,
        ["displayUrl"] = tenant.DisplayUrl ?? tenant.BaseUrl,
        ["displayUrlServicedeskHelpCenter"] = tenant.DisplayUrl ?? tenant.BaseUrl,
        ["productType"] = tenant.Product == Product.Jira ? "jira" : "confluence",
        ["description"] = $"{tenant.Site.Name}, a pretend site",
        ["eventType"] = hook,
    };
}
