using System.Runtime.Versioning;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>
/// Holds all locks of SQLite's log, as another process would that never lets go: nobody can read or write. https://sqlite.org/walformat.html,
/// "WAL Locks".
/// </summary>
[UnsupportedOSPlatform("macos")]
internal sealed class SqliteLock : IAsyncDisposable
{
    private const long FirstLock = 120;
    private const long Locks = 8;

    private readonly FileStream index;

    private SqliteLock(FileStream index) => this.index = index;

    public static async Task<SqliteLock> TakeAsync(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Locks of parts of a file are tried on Linux alone.");
        var file = new FileStream(Path.Combine(folder, "markdwell.db-shm"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        while (true)
        {
            try
            {
                file.Lock(FirstLock, Locks);
                return new(file);
            }
            catch (IOException)
            {
                // Somebody is reading.
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        index.Unlock(FirstLock, Locks);
        await index.DisposeAsync();
    }
}
