using System.Text.Json.Nodes;

namespace Markdwell.Sandbox.Connect;

/// <summary>Sends what happened to the webhooks of the descriptor, in the background.</summary>
internal sealed class Webhooks(AppClient client, Settings settings)
{
    private const int Tries = 6;

    private int pending;

    /// <summary>How many deliveries are not over yet.</summary>
    public int Pending => Volatile.Read(ref pending);

    public void Raise(Tenant tenant, string name, JsonObject body)
    {
        if (!tenant.IsOn)
        {
            return;
        }
        foreach (var hook in tenant.Descriptor?.Of("webhooks").Where(m => m.Text("event") == name) ?? [])
        {
            Interlocked.Increment(ref pending);
            _ = Deliver(tenant, hook, (JsonObject)body.DeepClone());
        }
    }

    /// <summary>One try, and its answer: for people who press a button.</summary>
    public Task<Answer> Send(Tenant tenant, Module hook, JsonNode? body) =>
        Post(tenant, hook, hook.IsOn("excludeBody") ? null : body, Guid.NewGuid().ToString(), 0);

    private async Task Deliver(Tenant tenant, Module hook, JsonObject body)
    {
        try
        {
            // Confluence tries once; Jira comes back, always under the same identifier.
            var tries = tenant.Product == Product.Jira ? Tries : 1;
            var id = Guid.NewGuid().ToString();
            for (var n = 0; n < tries; n++)
            {
                var answer = await Post(tenant, hook, hook.IsOn("excludeBody") ? null : body, id, n);
                if (answer.Status is not (0 or 408 or 409 or 425 or 429 or >= 500))
                {
                    return;
                }
                await Task.Delay(TimeSpan.FromSeconds(settings.WebhookRetrySeconds));
            }
        }
        finally
        {
            Interlocked.Decrement(ref pending);
        }
    }

    private Task<Answer> Post(Tenant tenant, Module hook, JsonNode? body, string id, int retry)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        if (tenant.Product == Product.Jira)
        {
            headers["X-Atlassian-Webhook-Identifier"] = id;
            headers["X-Atlassian-Webhook-Flow"] = "Primary";
            if (retry > 0)
            {
                headers["X-Atlassian-Webhook-Retry"] = retry.ToString();
            }
        }
        var url = ModuleUrl.Fill(hook.Url ?? "", name => Path(body, name));
        return client.PostWithSecret(tenant, ModuleUrl.Absolute(tenant.Descriptor!.BaseUrl, url), body, headers);
    }

    // {issue.id} in a webhook's address means body.issue.id.
    private static string? Path(JsonNode? body, string name) =>
        name.Split('.').Aggregate(body, (node, part) => (node as JsonObject)?[part])?.ToString();
}
