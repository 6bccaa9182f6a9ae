using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Reactions.Comments;

/// <summary>The app's own comments below pages and blog posts of Confluence. An anchor in each tells which is meant where its id never came back.</summary>
internal sealed class PageCommentCalls(ProductClients clients)
{
    private const string Storage = "storage";
    private const string NewestFirst = "-created-date";
    private const int MaxLooked = 100;
    private const int MaxTries = 4;

    /// <returns>The comment's id; Ok without one when there is none.</returns>
    public async Task<Answer<string>> FindAsync(ReactionKey key, string kind, string fingerprint, CancellationToken cancellationToken) =>
        Find(await Api(key).ListFooterCommentsAsync(kind, key.Subject, Storage, NewestFirst, MaxLooked, cancellationToken).AnswerAsync(), storage => BrokenSourceComment.IsIn(storage, fingerprint));

    public async Task<Answer<string>> FindAnswerAsync(ReactionKey key, string commentId, CancellationToken cancellationToken) =>
        Find(await Api(key).ListAnswersAsync(commentId, Storage, NewestFirst, MaxLooked, cancellationToken).AnswerAsync(), BrokenSourceComment.IsAnswer);

    public Task<Answer<FooterComment>> AddAsync(ReactionKey key, string kind, BrokenSourceComment comment)
    {
        var (pageId, blogPostId) = kind == "pages" ? (key.Subject, (string?)null) : (null, key.Subject);
        return Api(key).AddFooterCommentAsync(new(pageId, blogPostId, null, new(Storage, comment.Storage)), CancellationToken.None).AnswerAsync();
    }

    public Task<Answer<FooterComment>> AnswerAsync(ReactionKey key, string commentId) =>
        Api(key).AddFooterCommentAsync(new(null, null, commentId, new(Storage, BrokenSourceComment.Answer)), CancellationToken.None).AnswerAsync();

    /// <summary>Each version is the last one and one more, so whoever comes second reads again.</summary>
    /// <returns>NotFound when somebody has deleted it.</returns>
    public async Task<WriteAnswer> ChangeAsync(ReactionKey key, string commentId, BrokenSourceComment comment)
    {
        for (var attempt = 1; ; attempt++)
        {
            var now = await LookAsync(key, commentId);
            if (now.Value is not { } found)
            {
                return new(now.Outcome, now.Pause);
            }

            var version = new ContentVersion((found.Version?.Number ?? 0) + 1);
            var answer = await Api(key).ChangeFooterCommentAsync(commentId, new(version, new(Storage, comment.Storage)), CancellationToken.None).AnswerAsync();
            if (answer.Outcome != CallOutcome.Conflict || attempt == MaxTries)
            {
                return new(answer.Outcome, answer.Pause);
            }
        }
    }

    public Task<Answer<FooterComment>> LookAsync(ReactionKey key, string commentId) =>
        Api(key).GetFooterCommentAsync(commentId, Storage, CancellationToken.None).AnswerAsync();

    private static Answer<string> Find(Answer<FooterComments> comments, Predicate<string?> isMeant) =>
        new(comments.Outcome, comments.Value?.Results?.FirstOrDefault(comment => isMeant(comment?.Body?.Storage?.Value))?.Id, comments.Pause);

    private IConfluenceApi Api(ReactionKey key) => clients.For<IConfluenceApi>(key.Tenant);
}
