using System.Text;
using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Atlassian.Points;
using Markdwell.Services.Notes.Checklists;

namespace Markdwell.Services.Notes.Properties;

/// <summary>What Jira says of an issue's note.</summary>
/// <param name="Property">Null when there is none, and when it is none of ours: then it is in <paramref name="Raw"/>, as JSON.</param>
/// <param name="Pause">How long Jira wants to be left alone, if it said so.</param>
internal sealed record FoundNote(NoteOutcome Outcome, NoteProperty? Property = null, string Raw = "", TimeSpan? Pause = null);

/// <summary>The properties of issues that this app reads and writes.</summary>
internal sealed class NotesInJira(ProductClients clients)
{
    /// <param name="isExpected">Whether there was a property when Jira was last asked.</param>
    public async Task<FoundNote> FindAsync(Tenant tenant, string issueId, bool isExpected, CancellationToken cancellationToken)
    {
        var answer = await Api(tenant).GetIssuePropertyAsync(issueId, NoteProperty.Key, cancellationToken).AnswerAsync();
        return answer.Outcome switch
        {
            CallOutcome.Ok => Read(answer.Value!),
            CallOutcome.NotFound when isExpected => await ConfirmMissingAsync(tenant, issueId, cancellationToken),
            CallOutcome.NotFound => new(NoteOutcome.Ok),
            CallOutcome.Malformed => new(NoteOutcome.Unavailable),
            _ => new(OutcomeOf(answer.Outcome), Pause: answer.Pause),
        };
    }

    public async Task<WriteOutcome> WriteNoteAsync(Tenant tenant, string issueId, NoteProperty note) =>
        Of(await PutAsync(tenant, issueId, NoteProperty.Key, note));

    /// <summary>Numbers and status; taken away where there is nothing to count.</summary>
    public async Task<WriteOutcome> WriteSummaryAsync(Tenant tenant, string issueId, Progress progress)
    {
        var numbers = PutOrDeleteAsync(tenant, issueId, ChecklistProperty.Key, ChecklistProperty.Of(progress));
        var status = PutOrDeleteAsync(tenant, issueId, PanelStatus.KeyFor(clients.AppKey), PanelStatus.Of(progress));
        var (one, other) = (await numbers, await status);
        return Of(one.Outcome != CallOutcome.Ok ? one : other);
    }

    /// <summary>Keeps a value that is no note under another name.</summary>
    public async Task<WriteOutcome> PutAsideAsync(Tenant tenant, string issueId, string json, DateTimeOffset now) =>
        Of(await SendAsync(tenant, issueId, $"{NoteProperty.Key}.aside-{now:yyyyMMdd'T'HHmmssfff'Z'}", json));

    private async Task<WriteAnswer> SendAsync(Tenant tenant, string issueId, string key, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Api(tenant).SetRawIssuePropertyAsync(issueId, key, content, CancellationToken.None).WriteAnswerAsync();
    }

    /// <summary>Jira answers alike for a property that is gone and for an issue that is, so whoever believes the first asks for the second.</summary>
    private async Task<FoundNote> ConfirmMissingAsync(Tenant tenant, string issueId, CancellationToken cancellationToken)
    {
        var answer = await Api(tenant).GetIssueAsync(issueId, "id", properties: null, cancellationToken).AnswerAsync();
        return new(OutcomeOf(answer.Outcome), Pause: answer.Pause);
    }

    private Task<WriteAnswer> PutOrDeleteAsync<T>(Tenant tenant, string issueId, string key, T? value)
        where T : class =>
        value is null ? DeleteAsync(tenant, issueId, key) : PutAsync(tenant, issueId, key, value);

    private Task<WriteAnswer> PutAsync<T>(Tenant tenant, string issueId, string key, T value) =>
        Api(tenant).SetIssuePropertyAsync(issueId, key, JsonSerializer.SerializeToElement(value, ProductClients.Json), CancellationToken.None).WriteAnswerAsync();

    private async Task<WriteAnswer> DeleteAsync(Tenant tenant, string issueId, string key)
    {
        var answer = await Api(tenant).DeleteIssuePropertyAsync(issueId, key, CancellationToken.None).WriteAnswerAsync();
        return answer.Outcome == CallOutcome.NotFound ? new(CallOutcome.Ok) : answer;
    }

    private IJiraApi Api(Tenant tenant) => clients.For<IJiraApi>(tenant, Urgency.Action);

    // Without a value it is an answer that Jira does not give, so something else did.
    private static FoundNote Read(string json) =>
        PropertyJson.TryReadValue(json) is not { } value ? new(NoteOutcome.Unavailable)
            : NoteProperty.TryRead(value) is { } note ? new(NoteOutcome.Ok, note)
            : new(NoteOutcome.Broken, Raw: value);

    private static WriteOutcome Of(WriteAnswer answer) => new(OutcomeOf(answer.Outcome), answer.Pause);

    // What Jira takes for wrong today it takes for wrong in an hour, like what it does not allow.
    private static NoteOutcome OutcomeOf(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Ok => NoteOutcome.Ok,
        CallOutcome.NotFound => NoteOutcome.NoIssue,
        CallOutcome.Refused or CallOutcome.Malformed => NoteOutcome.Refused,
        CallOutcome.RateLimited => NoteOutcome.RateLimited,
        _ => NoteOutcome.Unavailable,
    };
}

internal readonly record struct WriteOutcome(NoteOutcome Outcome, TimeSpan? Pause = null);
