using System.Buffers.Text;
using System.Text;

namespace Markdwell.Sandbox.Rest.Jira;

/// <summary>Where a search goes on. To an app it is a word without a meaning, good for one query and not for ever.</summary>
internal sealed class PageTokens
{
    private int generation;

    /// <summary>None that was given out until now is good any more.</summary>
    public void Expire() => Interlocked.Increment(ref generation);

    public string Write(long lastId, string jql) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{Volatile.Read(ref generation)}|{lastId}|{jql}"));

    /// <returns>The id of the last issue of the page before, 0 without a token; null for a token that is not good here.</returns>
    public long? Read(string? token, string jql)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }
        return Base64Url.IsValid(token) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split('|', 3) is [var made, var id, var query]
            && made == $"{Volatile.Read(ref generation)}" && query == jql && long.TryParse(id, out var last) ? last : null;
    }
}
