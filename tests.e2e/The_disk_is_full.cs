using System.Net;
using Markdwell.Tests.E2E.Hosting;

namespace Markdwell.Tests.E2E;

/// <summary>No browser: SQLite's files lie on a disk without a free byte.</summary>
public sealed class The_disk_is_full
{
    [Fact]
    public async Task Reading_goes_on_changes_are_refused_and_nothing_is_broken_when_there_is_room_again()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 24);
        await using var cluster = await Cluster.StartAsync("SQLite", processes: 1, folder: disk.Folder);
        using var reader = new Reader(cluster);
        using var alice = new NoteClient(cluster.Addresses[0], cluster.Sandbox, "ACME-2", "alice");
        Assert.Equal("ok", await AddAsync(alice, "before"));
        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);

        await disk.FillAsync();
        var refused = 0;
        for (var i = 0; i < 20; i++)
        {
            refused += await IsRefusedAsync(alice, $"{new string('x', 500)} {i}") ? 1 : 0;
        }

        Assert.True(refused > 0, "Everything found room.");
        Assert.Contains("Roadmap", (await reader.ReadAsync("100004")).Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await reader.ReadAsync("100001")).Status);
        Assert.Equal(HttpStatusCode.OK, await reader.ReadyAsync());
        await Eventually.EqualAsync(true, () => Task.FromResult(cluster.OutputSince(default).Contains("disk is full", StringComparison.Ordinal)));

        disk.Clear();
        await Eventually.EqualAsync("ok", () => AddAsync(alice, "after"));
        Assert.Equal("ok", (await cluster.QueryAsync("PRAGMA integrity_check"))[0][0]);
        var state = await alice.StateAsync();
        Assert.Contains("before", state.Text, StringComparison.Ordinal);
        Assert.Contains("after", state.Text, StringComparison.Ordinal);
        await Eventually.EqualAsync(true, async () => (await alice.StateAsync()).IsWritten);
    }

    private static async Task<string> AddAsync(NoteClient client, string words)
    {
        try
        {
            var answer = await client.ChangeAsync(new { type = "add", id = Guid.NewGuid(), after = (int?)null, heading = (int?)null, text = words });
            return answer.Results[0].Outcome;
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }

    /// <summary>In a sentence, and with nothing done.</summary>
    private static async Task<bool> IsRefusedAsync(NoteClient client, string words)
    {
        var answer = await AddAsync(client, words);
        Assert.True(answer == "ok" || answer.Contains("503 Markdwell's database does not answer.", StringComparison.Ordinal), answer);
        return answer != "ok";
    }
}
