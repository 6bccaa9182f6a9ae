using System.Net;
using Markdwell.Models;
using Markdwell.Services.Atlassian;
using Markdwell.Services.Sources.Network;
using Microsoft.Extensions.Options;

namespace Markdwell.Services.Sources.Files;

/// <summary>Files attached to pages of Confluence, read with the app's rights: whoever asks has to know that the viewer may read the page.</summary>
internal sealed class Attachments(ProductClients clients, Fetcher fetcher, IOptions<SourceOptions> options)
{
    // Where Confluence Cloud keeps the bytes; its redirects carry a ticket of their own.
    private const string MediaHost = "api.media.atlassian.com";

    public async Task<(FetchOutcome Outcome, PageAttachment? Attachment)> FindAsync(Tenant tenant, string pageId, string name)
    {
        var api = clients.For<IConfluenceApi>(tenant);
        var answer = await api.FindPageAttachmentAsync(pageId, name, CancellationToken.None).AnswerAsync();
        if (answer.Outcome == CallOutcome.NotFound)
        {
            answer = await api.FindBlogPostAttachmentAsync(pageId, name, CancellationToken.None).AnswerAsync();
        }

        if (answer.Value is null)
        {
            return (Outcome(answer.Outcome), null);
        }

        var found = answer.Value.Results?.FirstOrDefault(attachment => attachment?.Title == name);
        return found is null ? (FetchOutcome.NotFound, null)
            : found is { Id.Length: > 0, Version: not null } ? (FetchOutcome.Ok, found)
            : (FetchOutcome.Malformed, null);
    }

    public async Task<FetchResponse> ReadAsync(Tenant tenant, string pageId, PageAttachment attachment, int maxBytes)
    {
        if (attachment.FileSize > maxBytes)
        {
            return FetchResponse.Failed(FetchOutcome.TooLarge);
        }

        using var response = await clients.For<IConfluenceApi>(tenant)
            .DownloadAttachmentAsync(pageId, attachment.Id!, attachment.Version!.Number, CancellationToken.None);
        if (response.StatusCode is >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest)
        {
            return await FollowAsync(tenant, response.Headers?.Location, maxBytes);
        }

        return response is { IsSuccessful: true, Content: { } content } ? await ReadAsync(content, attachment, maxBytes)
            : FetchResponse.Failed(Outcome((await Task.FromResult(response).AnswerAsync()).Outcome));
    }

    // Not by the signed client: its token would be shown to another host.
    private Task<FetchResponse> FollowAsync(Tenant tenant, Uri? location, int maxBytes)
    {
        var site = new Uri(tenant.BaseUrl);
        if (location is null || !Uri.TryCreate(site, location, out var target))
        {
            return Task.FromResult(FetchResponse.Failed(FetchOutcome.Malformed));
        }

        // A local stand plays the media host on another port of the site's machine.
        var host = options.Value.AllowHttp && target.Host == site.Host ? target.Authority : MediaHost;
        return fetcher.FetchAsync(new(tenant.Id, target, [host], null, "*/*", maxBytes), CancellationToken.None);
    }

    private static async Task<FetchResponse> ReadAsync(Stream content, PageAttachment attachment, int maxBytes)
    {
        // The product client has read it already, and bounded it.
        using var body = new MemoryStream();
        await content.CopyToAsync(body);
        return body.Length > maxBytes ? FetchResponse.Failed(FetchOutcome.TooLarge) : new(FetchOutcome.Ok, body.ToArray()) { MediaType = attachment.MediaType };
    }

    private static FetchOutcome Outcome(CallOutcome outcome) => outcome switch
    {
        CallOutcome.NotFound => FetchOutcome.NotFound,
        CallOutcome.Refused => FetchOutcome.Forbidden,
        CallOutcome.RateLimited => FetchOutcome.RateLimited,
        CallOutcome.Unavailable => FetchOutcome.Unavailable,
        _ => FetchOutcome.Malformed,
    };
}
