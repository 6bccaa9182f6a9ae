using System.Text.Json;
using Markdwell.Models;
using Markdwell.Services.Notes.Properties;

namespace Markdwell.Services.Webhooks;

/// <summary>
/// Finds in a webhook's body what it is about. The body is not signed, and its shapes are documented in part, so nothing in it is believed:
/// it is a hint at what to ask the product about. https://developer.atlassian.com/cloud/jira/platform/webhooks/
/// </summary>
internal static class WebhookBody
{
    private const int MaxIdLength = 20;

    // Values of properties and fields are in there, as somebody has nested them. The parser looks back over each level as it ends: a megabyte
    // of brackets took it minutes.
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 256 };

    public static async Task<WebhookReading> ReadAsync(HttpRequest request, WebhookEvent @event)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Shallow, request.HttpContext.RequestAborted);
            return document.RootElement is not { ValueKind: JsonValueKind.Object } body ? WebhookOutcome.Malformed
                : Text(body, "webhookEvent") is { } name && name != @event.Name ? WebhookOutcome.Unknown
                : @event.Read(body, request.Query);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second for half a character: JSON can hold it, text cannot.
            return WebhookOutcome.Malformed;
        }
    }

    public static WebhookReading Issue(JsonElement body, IQueryCollection query) =>
        WebhookReading.Of(Id(Child(body, "issue"), "id"), HasChangedStatus(body) ? JobHints.StatusChanged : JobHints.None);

    /// <summary>What is in the body of these is documented nowhere, so the address, which Jira fills in and signs, names issue and key as well.</summary>
    public static WebhookReading Property(JsonElement body, IQueryCollection query)
    {
        var key = query["propertyKey"] is [{ Length: > 0 } given] ? given : Text(Child(body, "property"), "key");
        var issueId = IdOf(query["issueId"]) ?? Id(Child(body, "issue"), "id");
        return key switch
        {
            NoteProperty.Key or null => WebhookReading.Of(issueId, JobHints.NoteChanged),
            ChecklistProperty.Key => WebhookReading.Of(issueId, JobHints.ChecklistChanged),
            _ => WebhookOutcome.Ignored,
        };
    }

    public static WebhookReading Page(JsonElement body, IQueryCollection query) =>
        WebhookReading.Of(Content(Child(body, "page")) ?? Content(Child(body, "blog")) ?? Content(Child(body, "blogpost")));

    /// <summary>Of the page that it is attached to: only its files are shown.</summary>
    public static WebhookReading Attachment(JsonElement body, IQueryCollection query)
    {
        var page = Child(body, "attachedTo");
        return Text(page, "contentType") is null or "page" or "blogpost" ? WebhookReading.Of(Content(page)) : WebhookOutcome.Ignored;
    }

    private static bool HasChangedStatus(JsonElement body) =>
        Child(Child(body, "changelog"), "items") is { ValueKind: JsonValueKind.Array } items
        && items.EnumerateArray().Any(item => Text(item, "field") == "status");

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement parent, string name) => Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string? Content(JsonElement content) => Id(content, "id") ?? Id(content, "idAsString");

    /// <summary>A number in some years and a text in others.</summary>
    private static string? Id(JsonElement parent, string name) => Child(parent, name) switch
    {
        { ValueKind: JsonValueKind.Number } number => IdOf(number.GetRawText()),
        { ValueKind: JsonValueKind.String } text => IdOf(text.GetString()),
        _ => null,
    };

    /// <summary>It becomes part of addresses: digits and nothing else. And of keys, so there is one spelling of a number: by another one the same issue would be commented twice.</summary>
    private static string? IdOf(string? text) => text is { Length: > 0 and <= MaxIdLength } && text[0] != '0' && text.All(char.IsAsciiDigit) ? text : null;
}
