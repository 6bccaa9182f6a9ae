using System.Diagnostics;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>A file system in memory that is full soon. Only root may have one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo place = Directory.CreateTempSubdirectory("markdwell-disk-");

    private SmallDisk()
    {
    }

    public string Folder => Path.Combine(place.FullName, "data");

    private string Filler => Path.Combine(place.FullName, "filler");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Only root on Linux can have a small disk.");
        var disk = new SmallDisk();
        var isMounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.place.FullName);
        Assert.SkipUnless(isMounted, "This machine lets nobody mount a file system.");
        return disk;
    }

    /// <summary>To the last byte.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 64 * 1024; size > 0;)
        {
            try
            {
                await file.WriteAsync(new byte[size], TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    public void Clear() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", place.FullName);
        place.Delete(recursive: true);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
