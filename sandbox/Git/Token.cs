using System.Net.Http.Headers;
using System.Text;

namespace Markdwell.Sandbox.Git;

/// <param name="Name">What people call it, and all that the log tells.</param>
/// <param name="Value">What is sent.</param>
/// <param name="Owner">Whose repositories it reaches.</param>
/// <param name="MayRead">Whether it may read files at all.</param>
/// <param name="MayWrite">Wider than a reader needs.</param>
/// <param name="ExpiresAt">When it ends; null is never.</param>
internal sealed record Token(string Name, string Value, string Owner, bool MayRead, bool MayWrite, DateTimeOffset? ExpiresAt)
{
    public bool IsExpired => ExpiresAt < DateTimeOffset.UtcNow;

    public static readonly Token Unknown = new("unknown", "", "", MayRead: false, MayWrite: false, null);
}

/// <summary>Who asks a Git host: the holder of a token (<see cref="Token.Unknown"/> if it is none of ours), or nobody in particular.</summary>
internal sealed record Asker(Token? Token)
{
    public bool IsBad => Token == Git.Token.Unknown || Token is { IsExpired: true };

    public static ValueTask<Asker> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Items[typeof(Asker)] as Asker ?? throw new InvalidOperationException("The gate was not passed."));

    public static Asker Of(HttpRequest request, IEnumerable<Token> tokens)
    {
        var sent = Sent(request);
        return new(sent is null ? null : tokens.FirstOrDefault(t => t.Value == sent) ?? Git.Token.Unknown);
    }

    public bool Sees(Repository repository) => !repository.IsPrivate || Token is { IsExpired: false, MayRead: true } && Token.Owner == repository.Owner;

    // Every kind has its own form, and most take several.
    private static string? Sent(HttpRequest request)
    {
        if (request.Headers["PRIVATE-TOKEN"].ToString() is { Length: > 0 } gitLab)
        {
            return gitLab;
        }
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header))
        {
            return null;
        }
        return header.Scheme.ToUpperInvariant() switch
        {
            "BEARER" or "TOKEN" => header.Parameter,
            "BASIC" => Password(header.Parameter ?? ""),
            _ => "",
        };
    }

    private static string Password(string basic)
    {
        var buffer = new byte[basic.Length];
        var text = Convert.TryFromBase64String(basic, buffer, out var length) ? Encoding.UTF8.GetString(buffer, 0, length) : "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || colon == text.Length - 1 ? text.TrimEnd(':') : text[(colon + 1)..];
    }
}
