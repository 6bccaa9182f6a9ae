namespace Markdwell.Services.Connect.Tokens;

/// <summary>Why a request was not let in. For the log and the counter only: the caller learns nothing of it.</summary>
public enum Refusal
{
    None,
    NoToken,
    SeveralTokens,
    Malformed,
    WrongAlgorithm,
    Expired,
    IssuedInTheFuture,
    NotYetValid,
    UnknownIssuer,
    Uninstalled,
    WrongSignature,
    WrongQueryStringHash,
    WrongAudience,
    WrongKeyId,
    KeyNotFound,

    /// <summary>No key host has answered, so nobody knows whether there is such a key.</summary>
    KeyHostAway,
    WrongClientKey,
    WrongAppKey,
    WrongAddress,
    WeakSecret,
    UnknownProduct,
    Takeover,
}
