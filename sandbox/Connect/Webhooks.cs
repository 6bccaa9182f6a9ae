using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Markdwell.Sandbox.Connect;

/// <summary>Something that happened, and one of the descriptor's webhooks that wants to know.</summary>
internal sealed record HeldWebhook(Tenant Tenant, Module Hook, JsonObject Body);

/// <summary>Sends what happened to the webhooks of the descriptor, in the background, or keeps it until it is asked for.</summary>
internal sealed class Webhooks(AppClient client, Settings settings)
{
    private readonly Lock gate = new();
    private ImmutableHashSet<Tenant> holding = [];
    private int pending;

    /// <summary>How many deliveries are not over yet.</summary>
    public int Pending => Volatile.Read(ref pending);

    public ImmutableList<HeldWebhook> Held { get; private set; } = [];

    public void Raise(Tenant tenant, string name, JsonObject body)
    {
        if (!tenant.IsOn)
        {
            return;
        }
        foreach (var hook in tenant.Descriptor?.Of("webhooks").Where(m => m.Text("event") == name) ?? [])
        {
            var webhook = new HeldWebhook(tenant, hook, (JsonObject)body.DeepClone());
            if (!IsKept(webhook))
            {
                Interlocked.Increment(ref pending);
                _ = Deliver(webhook);
            }
        }
    }

    /// <summary>One try, and its answer: for people who press a button.</summary>
    public Task<Answer> Send(Tenant tenant, Module hook, JsonNode? body) => Post(tenant, hook, body, Guid.NewGuid().ToString(), 0);

    /// <param name="id">The same for all deliveries of one event.</param>
    /// <param name="retry">How often it was tried before.</param>
    /// <param name="to">Where the app listens, when that is not where its descriptor says.</param>
    public Task<Answer> Post(Tenant tenant, Module hook, JsonNode? body, string id, int retry, string? to = null)
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
        return client.PostWithSecret(tenant, ModuleUrl.Absolute(to ?? tenant.Descriptor!.BaseUrl, url), hook.IsOn("excludeBody") ? null : body, headers);
    }

    /// <summary>Confluence tries once; Jira comes back, always under the same identifier.</summary>
    public static int Tries(Tenant tenant) => tenant.Product == Product.Jira ? 6 : 1;

    public static bool IsOver(Answer answer) => answer.Status is not (0 or 408 or 409 or 425 or 429 or >= 500);

    public void Hold(Tenant tenant)
    {
        lock (gate)
        {
            holding = holding.Add(tenant);
        }
    }

    /// <summary>What is held back so far; what happens from now on is held back again.</summary>
    public ImmutableList<HeldWebhook> Take(Tenant tenant)
    {
        lock (gate)
        {
            var taken = Held.FindAll(webhook => webhook.Tenant == tenant);
            Held = Held.RemoveAll(webhook => webhook.Tenant == tenant);
            return taken;
        }
    }

    /// <summary>Nothing is held back any more, and what was is forgotten.</summary>
    /// <param name="tenant">All of them without one.</param>
    public void LetGo(Tenant? tenant = null)
    {
        lock (gate)
        {
            holding = tenant is null ? [] : holding.Remove(tenant);
            Held = Held.RemoveAll(webhook => tenant is null || webhook.Tenant == tenant);
        }
    }

    private bool IsKept(HeldWebhook webhook)
    {
        lock (gate)
        {
            var isKept = holding.Contains(webhook.Tenant);
            Held = isKept ? Held.Add(webhook) : Held;
            return isKept;
        }
    }

    private async Task Deliver(HeldWebhook webhook)
    {
        try
        {
            var id = Guid.NewGuid().ToString();
            for (var n = 0; n < Tries(webhook.Tenant); n++)
            {
                if (IsOver(await Post(webhook.Tenant, webhook.Hook, webhook.Body, id, n)))
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

    // {issue.id} in a webhook's address means body.issue.id.
    private static string? Path(JsonNode? body, string name) =>
        name.Split('.').Aggregate(body, (node, part) => (node as JsonObject)?[part])?.ToString();
}
