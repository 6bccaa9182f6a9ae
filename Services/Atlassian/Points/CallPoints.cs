using System.Net;
using System.Text;
using System.Text.Json;

namespace Markdwell.Services.Atlassian.Points;

/// <summary>
/// What a call costs, as far as it can be told from outside: one point, one more for each thing that comes back, two for each account or permission.
/// https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
/// </summary>
internal static class CallPoints
{
    private const int PerCall = 1;

    /// <summary>The last words of addresses that answer with a list.</summary>
    private static readonly HashSet<string> Lists = new(["jql", "bulk", "comment", "attachments", "properties", "footer-comments", "children"], StringComparer.Ordinal);

    private static readonly byte[][] ListNames = [.. ((string[])["issues", "values", "results", "comments"]).Select(Encoding.UTF8.GetBytes)];

    /// <param name="response">With its body in memory.</param>
    public static async ValueTask<int> OfAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var path = request.RequestUri!.AbsolutePath;
        var asks = request.Method == HttpMethod.Get || path.EndsWith("/jql", StringComparison.Ordinal) || path.EndsWith("/check", StringComparison.Ordinal);
        if (!asks || response.StatusCode != HttpStatusCode.OK)
        {
            return PerCall;
        }

        var each = path.Contains("/user", StringComparison.Ordinal) || path.Contains("/permission", StringComparison.Ordinal) ? 2 : 1;
        return PerCall + (each * (Lists.Contains(path[(path.LastIndexOf('/') + 1)..]) ? await CountAsync(response) : 1));
    }

    private static async Task<int> CountAsync(HttpResponseMessage response)
    {
        // Not its stream: there is one of it, and it is read by who asked.
        var body = await response.Content.ReadAsByteArrayAsync();
        try
        {
            return Count(new Utf8JsonReader(body, new() { MaxDepth = FlatElements.MaxPassed }));
        }
        catch (JsonException)
        {
            // Who wanted the answer says what is wrong with it.
            return 0;
        }
    }

    /// <summary>The things in the list of an answer; values that people have nested are passed over.</summary>
    private static int Count(Utf8JsonReader json)
    {
        var count = 0;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isList = IsListName(json);
            json.Read();
            if (!isList || json.TokenType != JsonTokenType.StartArray)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                json.Skip();
                count++;
            }
        }

        return count;
    }

    private static bool IsListName(Utf8JsonReader json)
    {
        foreach (var name in ListNames)
        {
            if (json.ValueTextEquals(name))
            {
                return true;
            }
        }

        return false;
    }
}
