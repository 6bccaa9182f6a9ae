namespace Markdwell.Services.Observing;

/// <summary>What became of a request, as its caller would say.</summary>
public enum RequestOutcome
{
    /// <summary>Got what was asked for.</summary>
    Done,

    /// <summary>Got an earlier text, for the present one is not to be had.</summary>
    KeptCopy,

    /// <summary>Got a sentence in place of the text.</summary>
    Notice,

    /// <summary>Was not let in, or asked for what nobody gets.</summary>
    Refused,

    /// <summary>Met a fault of ours, or a database that is away.</summary>
    Failed,

    /// <summary>Did not wait for the answer.</summary>
    Aborted,
}

/// <summary>Said by a page whose status does not tell: readers get their sentences with a status of 200.</summary>
public sealed record RequestEnd(RequestOutcome Outcome)
{
    private static readonly RequestEnd KeptCopy = new(RequestOutcome.KeptCopy);
    private static readonly RequestEnd Notice = new(RequestOutcome.Notice);

    public static void ShowsKeptCopy(HttpContext context) => context.Features.Set(KeptCopy);

    public static void ShowsNotice(HttpContext context) => context.Features.Set(Notice);
}
