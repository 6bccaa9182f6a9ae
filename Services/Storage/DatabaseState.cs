namespace Markdwell.Services.Storage;

/// <summary>Whether the database can be used. Until then every request that needs it is told to come back.</summary>
public sealed class DatabaseState
{
    private volatile bool isReady;

    public bool IsReady => isReady;

    public void SetReady() => isReady = true;
}
