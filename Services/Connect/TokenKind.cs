namespace Markdwell.Services.Connect;

/// <summary>
/// Which token an endpoint takes. Each endpoint names exactly one: an endpoint that took "either" would let a token
/// leaked by one frame open every page (https://community.developer.atlassian.com/t/47072).
/// </summary>
public enum TokenKind
{
    /// <summary>HS256, bound to this very request; the product signs it when it opens a frame.</summary>
    Frame,

    /// <summary>HS256 with the literal <c>context-qsh</c>; our own script asks the product for it and sends it along.</summary>
    Context,

    /// <summary>HS256, bound to this very request; webhooks, and the enabled and disabled events.</summary>
    Webhook,

    /// <summary>RS256 by Atlassian, or the installation's shared secret where that is set; the installed and uninstalled events.</summary>
    Lifecycle,

    /// <summary>Our own, for the addresses of pictures: a browser asks for them by itself, and our script cannot send a token along.</summary>
    Pass,
}

/// <summary>Names the token that a page or an endpoint takes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExpectsTokenAttribute(TokenKind kind) : Attribute
{
    public TokenKind Kind { get; } = kind;
}

/// <summary>Opens a page or an endpoint to everybody. A test lists all that carry it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicAttribute : Attribute;
