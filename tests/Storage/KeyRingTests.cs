using System.Net;
using Markdwell.Models;
using Markdwell.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static Markdwell.Tests.Hosting.MarkdwellApp;

namespace Markdwell.Tests.Storage;

public sealed class KeyRingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("markdwell-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_keys_are_read_at_start_beside_the_rest_of_it()
    {
        await using var app = new MarkdwellApp();

        await app.UntilAsync(db => db.DataProtectionKeys.AnyAsync(Cancel));

        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), service => service.GetType().Name.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_instances_that_start_together_on_an_empty_database_one_makes_the_key()
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new MarkdwellApp(("Data:Folder", folder)))));
        try
        {
            await Task.WhenAll(apps.Select(app => app.UntilAsync(db => db.DataProtectionKeys.AnyAsync(Cancel))));
            await using var db = await apps[0].Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
            Assert.Single(await db.DataProtectionKeys.ToListAsync(Cancel));
        }
        finally
        {
            foreach (var app in apps)
            {
                await app.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task Without_keys_the_app_says_so_and_refuses_no_site_until_they_can_be_read()
    {
        Site acme;
        await using (var before = new MarkdwellApp(("Data:Folder", folder)))
        {
            Assert.Equal(HttpStatusCode.NoContent, (await before.InstallAsync(before.Acme)).StatusCode);
            acme = before.Acme;
            await DoAsync(before, "ALTER TABLE DataProtectionKeys RENAME TO Elsewhere");
        }

        await using var app = new MarkdwellApp(("Data:Folder", folder));
        var confluence = new AcmeConfluence(app);
        confluence.HasBody(1, "# One");
        confluence.Permits(People.Alice, "read");
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel)).StatusCode);
        await app.UntilAsync(_ => Task.FromResult(app.Log.Lines.Any(line => line.Contains("The keys of data protection could not be read at start", StringComparison.Ordinal))));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.InstallAsync(app.Globex)).StatusCode);

        // Not "nobody has installed that": a webhook that is refused so does not come again.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.OpenAsync(acme, AcmeConfluence.Macro(1))).StatusCode);

        await DoAsync(app, "ALTER TABLE Elsewhere RENAME TO DataProtectionKeys");
        Assert.Equal(HttpStatusCode.NoContent, (await app.InstallAsync(app.Globex)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.OpenAsync(acme, AcmeConfluence.Macro(1))).StatusCode);
    }

    private static async Task DoAsync(MarkdwellApp app, string sql)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync(sql, Cancel);
    }
}
