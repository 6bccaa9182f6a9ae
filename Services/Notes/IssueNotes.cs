using Markdwell.Models;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Notes;

/// <summary>Reads notes from Jira, which holds the truth: a property has no version that a copy could be kept by.</summary>
public sealed class IssueNotes(ProductClients clients)
{
    public async Task<Answer<NoteProperty>> FindAsync(Tenant tenant, string issueId, CancellationToken cancellationToken)
    {
        var property = await clients.For<IJiraApi>(tenant).GetIssuePropertyAsync(issueId, NoteProperty.Key, cancellationToken).AnswerAsync();
        return property.Value is null ? property.Outcome
            : NoteProperty.TryRead(property.Value.Value) is { } note ? note
            : CallOutcome.Malformed;
    }
}
