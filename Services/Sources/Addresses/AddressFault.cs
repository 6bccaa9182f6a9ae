namespace Markdwell.Services.Sources.Addresses;

/// <summary>Why an address does not lead to a file, each way with one short name. Pages have a sentence for each.</summary>
public enum AddressFault
{
    /// <summary>Words, or half an address.</summary>
    NotAnAddress,

    NotHttps,

    /// <summary>Whoever may edit the page would read the password, and so would its whole history.</summary>
    HasPassword,

    /// <summary>What <c>git clone</c> takes, which names no file.</summary>
    CloneAddress,

    /// <summary>A page of a Git host that shows no file: an issue, a list of branches.</summary>
    NoFile,

    /// <summary>It climbs (<c>..</c>), or holds what no name of a file holds.</summary>
    UnsafePath,

    /// <summary>No connection of the site names this host.</summary>
    NoConnection,

    /// <summary>The host has a connection, which does not allow this repository.</summary>
    RepositoryNotAllowed,
}
