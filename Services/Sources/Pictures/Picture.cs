namespace Markdwell.Services.Sources.Pictures;

/// <param name="ETag">Of the bytes, without quotes.</param>
/// <param name="Lasts">The bytes are those of one commit, so they never change.</param>
public sealed record Picture(byte[] Bytes, string MediaType, string ETag, bool Lasts);

public enum PictureOutcome
{
    Ok,
    NotFound,
    TooLarge,

    /// <summary>Something else than a picture, or one that may do more than show itself.</summary>
    WrongType,

    /// <summary>Its host does not answer, or too many are asked for at once.</summary>
    Unavailable,
}

/// <param name="Picture">Of <see cref="PictureOutcome.Ok"/> alone.</param>
public sealed record PictureAnswer(PictureOutcome Outcome, Picture? Picture);
