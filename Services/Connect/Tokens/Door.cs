namespace Markdwell.Services.Connect.Tokens;

/// <summary>Where a request to a page shows its token. It is looked at once: whoever asks after that hears what was found.</summary>
internal sealed class Door(TokenValidator tokens)
{
    /// <param name="kind">Which token the endpoint takes.</param>
    public async ValueTask<TokenResult> AskAsync(HttpContext context, TokenKind kind)
    {
        // Of one kind: what was found out about another says nothing.
        if (context.Features.Get<Answer>() is { } before && before.Kind == kind)
        {
            return before.Result;
        }

        var result = await tokens.ValidateAsync(context.Request, kind, context.RequestAborted);
        context.Features.Set(new Answer(kind, result));
        return result;
    }

    private sealed record Answer(TokenKind Kind, TokenResult Result);
}
