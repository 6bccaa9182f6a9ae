using System.Text.Json;
using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Reactions.Comments;

/// <summary>The app's own comments on issues of Jira. Each carries a property, by which one is found whose id never came back.</summary>
internal sealed class IssueCommentCalls(ProductClients clients)
{
    public const string PropertyKey = "markdwell.reaction";

    private const string Kind = "openItems";
    private const int MaxLooked = 100;

    /// <param name="mark">Of the comment when it was sent.</param>
    /// <returns>The comment's id; Ok without one when there is none.</returns>
    public async Task<Answer<string>> FindAsync(ReactionKey key, string mark, CancellationToken cancellationToken)
    {
        var comments = await Api(key).ListCommentsAsync(key.Subject, "-created", MaxLooked, cancellationToken).AnswerAsync();
        if (comments.Value is null)
        {
            return new(comments.Outcome, null, comments.Pause);
        }

        // Whoever may edit a comment may give it properties: one by a person is his, whatever it carries.
        foreach (var comment in (comments.Value.Comments ?? []).Where(comment => comment?.Author?.AccountType is null or "app").OfType<IssueComment>())
        {
            var property = await Api(key).GetCommentPropertyAsync(comment.Id, PropertyKey, cancellationToken).AnswerAsync();
            if (property.Outcome is not (CallOutcome.Ok or CallOutcome.NotFound))
            {
                return new(property.Outcome, null, property.Pause);
            }

            if (property.Value is { } found && MarkOf(found.Value) == mark)
            {
                return comment.Id;
            }
        }

        return new(CallOutcome.Ok, null);
    }

    /// <returns>NotFound when somebody has deleted it.</returns>
    public async Task<WriteAnswer> LookAsync(ReactionKey key, string commentId, CancellationToken cancellationToken)
    {
        var property = await Api(key).GetCommentPropertyAsync(commentId, PropertyKey, cancellationToken).AnswerAsync();
        return new(property.Outcome, property.Pause);
    }

    // What is sent is sent: a process that stops waits for its answer, so that nobody has to look for it.
    public Task<Answer<IssueComment>> AddAsync(ReactionKey key, OpenItemsComment comment) =>
        Api(key).AddCommentAsync(key.Subject, Marked(comment), CancellationToken.None).AnswerAsync();

    public Task<Answer<IssueComment>> ChangeAsync(ReactionKey key, string commentId, OpenItemsComment comment) =>
        Api(key).ChangeCommentAsync(key.Subject, commentId, Marked(comment), CancellationToken.None).AnswerAsync();

    private static NewIssueComment Marked(OpenItemsComment comment) =>
        new(comment.Body, [new(PropertyKey, JsonSerializer.SerializeToElement(new Mark(1, Kind, comment.Fingerprint), ProductClients.Json))]);

    private static string? MarkOf(JsonElement value)
    {
        try
        {
            return value.Deserialize<Mark>(ProductClients.Json) is { Version: 1, Kind: Kind } mark ? mark.Fingerprint : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IJiraApi Api(ReactionKey key) => clients.For<IJiraApi>(key.Tenant);

    private sealed record Mark(int Version, string? Kind, string? Fingerprint);
}
