using System.Text.Json;
using Markdwell.Models;

namespace Markdwell.Services.Webhooks;

/// <summary>Something that a product tells of, at an address of its own: Confluence names the event nowhere else.</summary>
/// <param name="Name">In the product's words.</param>
/// <param name="Read">Finds in the body what it is about.</param>
/// <param name="Hints">What the event says by itself.</param>
internal sealed record WebhookEvent(Product Product, string Name, Func<JsonElement, IQueryCollection, WebhookReading> Read, JobHints Hints = JobHints.None)
{
    /// <summary>All that the descriptor asks for; a test keeps the two in step.</summary>
    public static readonly IReadOnlyList<WebhookEvent> All =
    [

        // A copy of an issue, or one that was made by REST, may be born with a note.
        new(Product.Jira, "jira:issue_created", WebhookBody.Issue, JobHints.NoteChanged),
        new(Product.Jira, "jira:issue_updated", WebhookBody.Issue),
        new(Product.Jira, "jira:issue_deleted", WebhookBody.Issue, JobHints.Removed),
        new(Product.Jira, "issue_property_set", WebhookBody.Property),
        new(Product.Jira, "issue_property_deleted", WebhookBody.Property),
        .. Content("page"),
        .. Content("blog"),
        .. ((string[])["created", "updated", "removed", "trashed", "restored"]).Select(what => new WebhookEvent(Product.Confluence, $"attachment_{what}", WebhookBody.Attachment)),
    ];

    public string Path => $"/webhooks/{Product.ProductType()}/{Name.Split(':')[^1].Replace('_', '-')}";

    public JobKind Kind => Product == Product.Jira ? JobKind.Issue : JobKind.Page;

    // Which of "removed" and "trashed" is the bin, sources disagree about; the product is asked in either case.
    private static WebhookEvent[] Content(string content) =>
    [
        new(Product.Confluence, $"{content}_created", WebhookBody.Page),
        new(Product.Confluence, $"{content}_updated", WebhookBody.Page),
        new(Product.Confluence, $"{content}_restored", WebhookBody.Page),
        new(Product.Confluence, $"{content}_trashed", WebhookBody.Page, JobHints.Removed),
        new(Product.Confluence, $"{content}_removed", WebhookBody.Page, JobHints.Removed),
    ];
}
