using System.Collections.Concurrent;
using System.Text.Json;
using Markdwell.Tests.Hosting;

namespace Markdwell.Tests.Notes;

/// <summary>The note of one issue of a Jira, and what lies beside it.</summary>
public sealed class JiraNote(Internet internet, string baseUrl)
{
    public const string Issue = "10001";
    public const string StatusKey = "com.atlassian.jira.issue:markdwell:markdwell-note:status";

    private readonly JiraSite site = new(internet, baseUrl);

    /// <inheritdoc cref="JiraSite.Fault"/>
    public Func<HttpRequestMessage, Task<HttpResponseMessage?>> Fault
    {
        get => site.Fault;
        set => site.Fault = value;
    }

    public bool HasIssue
    {
        get => site.HasIssues;
        set => site.HasIssues = value;
    }

    public ConcurrentQueue<(string Method, string Key, string? Value)> Writes => site.Writes;

    /// <summary>Its property.</summary>
    public string? Note
    {
        get => this["markdwell.note"];
        set => this["markdwell.note"] = value;
    }

    public string? Text => Note is { } json ? JsonDocument.Parse(json).RootElement.GetProperty("text").GetString() : null;

    public string? Numbers => this["markdwell.checklist"];

    public string? Status => this[StatusKey] is { } json ? JsonDocument.Parse(json).RootElement.GetProperty("value").GetProperty("label").GetString() : null;

    public IEnumerable<string> Keys => site.KeysOf(Issue);

    public string? this[string key]
    {
        get => site[Issue, key];
        set => site[Issue, key] = value;
    }

    /// <summary>As an automation would write it.</summary>
    public void HasText(string text, long revision = 1) => Note = JsonSerializer.Serialize(new { version = 1, revision, text });

    public static bool IsWrite(HttpRequestMessage request, string key) => request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.EndsWith("/" + key, StringComparison.Ordinal);
}
