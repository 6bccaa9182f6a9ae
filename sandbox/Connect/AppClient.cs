using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Markdwell.Sandbox.Sites;

namespace Markdwell.Sandbox.Connect;

internal sealed record Answer(int Status, long Milliseconds, string? Why, string Text)
{
    public bool IsGood => Status is >= 200 and < 300;

    public override string ToString() => Status == 0 ? $"no answer ({Why})" : $"{Status} in {Milliseconds} ms{(Why is null ? "" : $" ({Why})")}";
}

/// <summary>Every call to an app goes through here, is signed here and is written down here.</summary>
internal sealed class AppClient(HttpClient http, InstallKey installKey, CallLog log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<string> Fetch(string url) => await http.GetStringAsync(new Uri(url));

    /// <summary>With the tenant's shared secret: webhooks, enabled, disabled.</summary>
    public Task<Answer> PostWithSecret(Tenant tenant, string url, JsonNode? body, IReadOnlyDictionary<string, string>? headers = null) =>
        Send(tenant, HttpMethod.Post, url, body, Token.WithSecret(Claims(tenant, "POST", url), tenant.Secret ?? ""), headers);

    /// <summary>With the key whose public half anyone may fetch: installed, uninstalled.</summary>
    public Task<Answer> PostWithKey(Tenant tenant, string appUrl, string url, JsonNode body)
    {
        var claims = Claims(tenant, "POST", url, appUrl);
        claims["aud"] = new JsonArray(appUrl);
        return Send(tenant, HttpMethod.Post, url, body, Token.WithKey(claims, installKey.Key, installKey.Id), null);
    }

    /// <summary>With the tenant's shared secret, on behalf of whoever looks or exports: static content.</summary>
    public Task<Answer> GetWithSecret(Tenant tenant, string url, Person viewer)
    {
        var claims = Claims(tenant, "GET", url);
        if (viewer.AccountId is { } account)
        {
            claims["sub"] = account;
        }
        return Send(tenant, HttpMethod.Get, url, null, Token.WithSecret(claims, tenant.Secret ?? ""), null);
    }

    private static JsonObject Claims(Tenant tenant, string method, string url, string? appUrl = null)
    {
        var now = SiteClock.Now;
        return new JsonObject
        {
            ["iss"] = tenant.ClientKey,
            ["iat"] = Token.Seconds(now),
            ["exp"] = Token.Seconds(now + Token.Lifetime),
            ["qsh"] = ModuleUrl.Hash(method, url, appUrl ?? tenant.Descriptor?.BaseUrl ?? ""),
        };
    }

    private async Task<Answer> Send(Tenant tenant, HttpMethod method, string url, JsonNode? body, string token, IReadOnlyDictionary<string, string>? headers)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", "JWT " + token);
        foreach (var (name, value) in headers ?? ReadOnlyDictionary<string, string>.Empty)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        var answer = await Send(request);
        log.Add(new Call(DateTimeOffset.UtcNow, "out", tenant.Site.Key, tenant.Product.ToString(), method.Method, new Uri(url).PathAndQuery,
            answer.Status, answer.Milliseconds, answer.Why)
        { Route = new Uri(url).AbsolutePath });
        return answer;
    }

    private async Task<Answer> Send(HttpRequestMessage request)
    {
        var watch = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            var why = response.IsSuccessStatusCode || text.Length == 0 ? null : text[..Math.Min(text.Length, 200)];
            return new Answer((int)response.StatusCode, watch.ElapsedMilliseconds, why, text);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return new Answer(0, watch.ElapsedMilliseconds, e is OperationCanceledException ? "gave up waiting" : e.Message, "");
        }
    }
}
