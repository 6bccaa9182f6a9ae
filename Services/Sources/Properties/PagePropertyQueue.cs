using Markdwell.Services.Atlassian;

namespace Markdwell.Services.Sources.Properties;

/// <summary>
/// Gathers what the frames of a page bring and has it written a few seconds later, once for the page. No reader waits for
/// it; a tenant whose product is slow holds up itself alone; and what is too much is let go until the next view.
/// </summary>
public sealed partial class PagePropertyQueue(PagePropertyWriter writer, KnownHeights heights, TimeProvider clock, ILogger<PagePropertyQueue> logger) : BackgroundService
{
    private const int MaxPages = 1_000;
    private const long MaxBytes = 32 * 1024 * 1024;
    private const int MaxTenantsAtOnce = 4;
    private const int PagesInARow = 10;

    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(int TenantId, string PageId), PendingPage> pending = [];
    private readonly Dictionary<int, Task> writing = [];
    private long bytes;

    /// <param name="forget">Called when it could not be written, so that the next view brings it again.</param>
    internal void Add(ShownMacro macro, ReadOnlyMemory<byte> page, (int Width, int Height)? measured, Action forget)
    {
        lock (gate)
        {
            var key = (macro.Tenant.Id, macro.Address.PageId);
            if (!pending.TryGetValue(key, out var waiting))
            {
                waiting = new(macro.Tenant, macro.Address.PageId, clock.GetUtcNow());
            }

            // Anybody may say of which text a height is: what was shown here is not forgotten for it.
            if (measured is not null && waiting.WasShownAnother(macro))
            {
                return;
            }

            if ((waiting.Macros.Count == 0 && pending.Count >= MaxPages) || bytes + page.Length > MaxBytes)
            {
                forget();
                return;
            }

            pending[key] = waiting;
            bytes -= waiting.Bytes;
            var one = waiting.For(macro);
            if (measured is { } size)
            {
                one.Heights[size.Width] = size.Height;
            }
            else
            {
                (one.Page, one.Forget) = (page, forget);
            }

            bytes += waiting.Bytes;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var pages in Due())
            {
                writing[pages.Key] = WriteAsync([.. pages], stoppingToken);
            }
        }
    }

    private IGrouping<int, PendingPage>[] Due()
    {
        foreach (var done in writing.Where(one => one.Value.IsCompleted).Select(one => one.Key).ToList())
        {
            writing.Remove(done);
        }

        lock (gate)
        {
            var due = pending.Values
                .Where(page => page.Since + Gathering <= clock.GetUtcNow() && !writing.ContainsKey(page.Tenant.Id))
                .OrderBy(page => page.Since)
                .GroupBy(page => page.Tenant.Id)
                .Take(MaxTenantsAtOnce - writing.Count)
                .SelectMany(pages => pages.Take(PagesInARow))
                .ToList();
            foreach (var page in due)
            {
                pending.Remove((page.Tenant.Id, page.PageId));
                bytes -= page.Bytes;
            }

            return [.. due.GroupBy(page => page.Tenant.Id)];
        }
    }

    private async Task WriteAsync(List<PendingPage> pages, CancellationToken stoppingToken)
    {
        foreach (var page in pages)
        {
            try
            {
                Finish(page, await writer.WriteAsync(page, stoppingToken));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, e, page.Tenant.Id, page.PageId);
            }
        }
    }

    private void Finish(PendingPage page, Answer<PageProperty> written)
    {
        if (written.Value is { } property)
        {
            heights.Add(page.Tenant.Id, page.PageId, property);
            return;
        }

        Log.NotWritten(logger, page.Tenant.Id, page.PageId, written.Outcome);

        // Where the app may not write, the next view would be refused as well.
        foreach (var macro in page.Macros.Values.Where(_ => written.Outcome != CallOutcome.Refused))
        {
            macro.Forget();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The property of page {PageId} of tenant {TenantId} was not written ({Outcome}); the next view tries again")]
        public static partial void NotWritten(ILogger logger, int tenantId, string pageId, CallOutcome outcome);

        [LoggerMessage(LogLevel.Error, "The property of page {PageId} of tenant {TenantId} could not be written")]
        public static partial void Failed(ILogger logger, Exception exception, int tenantId, string pageId);
    }
}
