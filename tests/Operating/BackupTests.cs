using System.Net;
using Markdwell.Services;
using Markdwell.Services.Operating;
using Markdwell.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Operating;

/// <summary>A copy that was taken while the app served is all that a new server needs.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("markdwell-backup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_new_server_with_the_copy_knows_the_sites_and_their_texts()
    {
        var (data, file, elsewhere) = (Path.Combine(folder, "data"), Path.Combine(folder, "copy.db"), Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName);
        await using var before = new MarkdwellApp(("Data:Folder", data));
        await before.InstallAllAsync();
        var shown = await ShowsAsync(before, "# Kept");

        Assert.Equal(0, await DoAsync(data, "--backup", file));

        // Who comes after the copy is not in it, and the server before it goes on all the same.
        Assert.Equal(HttpStatusCode.NoContent, (await before.InstallAsync(new Site("initech", "confluence"))).StatusCode);
        File.Copy(file, Path.Combine(elsewhere, "markdwell.db"));
        await using var after = new MarkdwellApp(("Data:Folder", elsewhere));
        after.Acme.Secret = before.Acme.Secret;
        Assert.Equal(shown, await ShowsAsync(after, text: null));
        Assert.Equal(4, (await after.TenantsAsync()).Count);
        Assert.Equal(HttpStatusCode.Unauthorized, (await after.OpenAsync(new Site("acme", "confluence"), AcmeConfluence.Macro(1))).StatusCode);
        await before.DisposeAsync();
        await after.DisposeAsync();
    }

    [Fact]
    public async Task A_copy_is_its_owners_alone_and_overwrites_nothing()
    {
        var (data, file) = (Path.Combine(folder, "data"), Path.Combine(folder, "copy.db"));
        await using var app = new MarkdwellApp(("Data:Folder", data));
        await app.InstallAllAsync();
        await DoAsync(data, "--backup", file);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(file));
        var refusal = await Assert.ThrowsAsync<SettingException>(() => DoAsync(data, "--backup", file));
        Assert.Contains("is there already", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["copy.db", "data"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_database_no_copy_is_made_and_the_reason_is_said()
    {
        var file = Path.Combine(folder, "copy.db");

        var refusal = await Assert.ThrowsAsync<SettingException>(() => DoAsync(Path.Combine(folder, "nothing"), "--backup", file));

        Assert.Contains("could not write", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Anything_else_is_no_chore() => Assert.Null(await DoAsync(folder, "--urls", "http://localhost:1"));

    private static Task<int?> DoAsync(string data, params string[] args)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Folder"] = data });
        return Chores.DoAsync(args, builder);
    }

    /// <param name="text">Null where Confluence is away, so that the app has nothing but what it remembers.</param>
    private static async Task<string> ShowsAsync(MarkdwellApp app, string? text)
    {
        var confluence = new AcmeConfluence(app);
        confluence.Permits(People.Alice, "read");
        if (text is null)
        {
            app.Internet.OnJson("GET", AcmeConfluence.PageUrl(), "{}", HttpStatusCode.BadRequest);
        }
        else
        {
            confluence.HasBody(1, text);
        }

        var page = await confluence.ShowsAsync(AcmeConfluence.Macro(1), People.Alice);
        return page[page.IndexOf("<article", StringComparison.Ordinal)..page.IndexOf("</article>", StringComparison.Ordinal)];
    }
}
