using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Notes;

/// <summary>The properties of the issues of one Jira. The last writer wins, as in the real one.</summary>
public sealed class PretendJira
{
    public const string Issue = "10001";
    public const string StatusKey = "com.atlassian.jira.issue:markdwell:markdwell-note:status";

    private readonly ConcurrentDictionary<string, string> properties = new(StringComparer.Ordinal);

    public PretendJira(Internet internet, string baseUrl) => internet.OnAll($"{baseUrl}/rest/api/3/issue/", AnswerAsync);

    /// <summary>Answers instead, or does something first and returns null.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage?>> Fault { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

    public bool HasIssue { get; set; } = true;

    /// <summary>Each property that was written or taken away, in order.</summary>
    public ConcurrentQueue<(string Method, string Key, string? Value)> Writes { get; } = new();

    /// <summary>Of the note's property.</summary>
    public string? Note
    {
        get => this["markdwell.note"];
        set => this["markdwell.note"] = value;
    }

    public string? Text => Note is { } json ? JsonDocument.Parse(json).RootElement.GetProperty("text").GetString() : null;

    public string? Numbers => this["markdwell.checklist"];

    public string? Status => this[StatusKey] is { } json ? JsonDocument.Parse(json).RootElement.GetProperty("value").GetProperty("label").GetString() : null;

    public IEnumerable<string> Keys => properties.Keys;

    public string? this[string key]
    {
        get => properties.GetValueOrDefault(key);
        set => Set(key, value);
    }

    /// <summary>As an automation would write it.</summary>
    public void HasText(string text, long revision = 1) => properties["markdwell.note"] = JsonSerializer.Serialize(new { version = 1, revision, text });

    public static bool IsWrite(HttpRequestMessage request, string key) => request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith("/" + key, StringComparison.Ordinal);

    private void Set(string key, string? value)
    {
        if (value is null)
        {
            properties.TryRemove(key, out _);
        }
        else
        {
            properties[key] = value;
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request)
    {
        if (await Fault(request) is { } fault)
        {
            return fault;
        }

        var parts = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath).Split('/');
        return HasIssue && parts[5] == Issue
            ? parts.Length == 6 ? Internet.Json("""{"id":"10001","key":"ACME-1"}""") : await AnswerAsync(request, parts[7])
            : Internet.Json("{}", HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, string key)
    {
        if (request.Method == HttpMethod.Get)
        {
            return this[key] is { } value ? Internet.Json($$"""{"key":"{{key}}","value":{{value}}}""") : Internet.Json("{}", HttpStatusCode.NotFound);
        }

        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
        Writes.Enqueue((request.Method.Method, key, body));
        var wasThere = properties.ContainsKey(key);
        if (request.Method == HttpMethod.Delete)
        {
            properties.TryRemove(key, out _);
            return new(wasThere ? HttpStatusCode.NoContent : HttpStatusCode.NotFound);
        }

        properties[key] = body!;
        return Internet.Json("{}", wasThere ? HttpStatusCode.OK : HttpStatusCode.Created);
    }
}
