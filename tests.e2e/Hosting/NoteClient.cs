using System.Net.Http.Json;
using System.Text.Json;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>The note of an issue of Acme's as the panel in one person's browser asks one process of the app for it.</summary>
internal sealed class NoteClient(string app, Sandbox sandbox, string issue, string person) : IDisposable
{
    /// <summary>Tokens live for three minutes.</summary>
    private static readonly TimeSpan TokenAge = TimeSpan.FromMinutes(1);

    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(app) };
    private (string Text, DateTime At) token;

    public async Task<PanelState> StateAsync(bool fresh = false)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/issues/note/state?revision=-1&isWritten=false" + (fresh ? "&fresh=true" : ""), null);
        return (await answer.Content.ReadFromJsonAsync<PanelState>())!;
    }

    /// <exception cref="HttpRequestException">Nobody answered, or not well. It may have been done, and may be sent again.</exception>
    public async Task<PanelAnswer> ChangeAsync(params object[] operations)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/issues/note/change", new { operations });
        return (await answer.Content.ReadFromJsonAsync<PanelAnswer>())!;
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body)
    {
        if (token.At < DateTime.UtcNow - TokenAge)
        {
            token = ((await sandbox.SignAsync("acme/jira", new { module = "markdwell-note", @as = person, issue })).ContextToken, DateTime.UtcNow);
        }

        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new("JWT", token.Text) }, Content = body is null ? null : JsonContent.Create(body) };
        var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}", null, answer.StatusCode);
    }
}

internal sealed record PanelState(long Revision, bool IsWritten, string? Trouble, bool MayEdit, bool IsBroken, string Text, PanelItem[] Items, PanelProgress Progress);

internal sealed record PanelItem(int Id, bool IsDone, bool IsOptional, int Depth, string Label);

internal sealed record PanelProgress(int Total, int Done, int Open, int Percent, int Mandatory, int MandatoryOpen);

internal sealed record PanelAnswer(PanelState State, PanelResult[] Results);

internal sealed record PanelResult(Guid Id, string Outcome, string? Theirs, int? Count);
