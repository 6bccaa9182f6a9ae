using System.Net;
using System.Net.Sockets;
using Markdwell.Services.Sources.Network;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Markdwell.Tests.Sources.Network;

/// <summary>
/// The fetcher with its real handler and real sockets. 127.0.0.1 is opened and plays the public host; all other addresses
/// of this machine are private, and the listener would hear who comes to them.
/// </summary>
internal sealed class FetchStand : IAsyncDisposable
{
    public const string Name = "git.example.com";

    private readonly ServiceProvider services;
    private readonly Dictionary<string, Queue<string[]>> names = new(StringComparer.Ordinal);

    public FetchStand(params string[] opened)
        : this(null, opened.Length == 0 ? ["127.0.0.1/32"] : opened)
    {
    }

    /// <param name="handler">In place of the real one and its sockets.</param>
    public FetchStand(HttpMessageHandler? handler, string[] opened)
    {
        var settings = opened.Select((network, i) => KeyValuePair.Create($"Sources:PrivateNetworks:{i}", (string?)network)).Append(new("Sources:AllowHttp", "true"));
        var registered = new ServiceCollection();
        registered.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        registered.AddSingleton<TimeProvider>(Clock);
        registered.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        registered.AddNetwork();
        registered.AddSingleton<HostResolver>(ResolveAsync);
        if (handler is not null)
        {
            registered.AddKeyedSingleton(Fetcher.HandlerName, handler);
        }

        services = registered.BuildServiceProvider();
        Leads(Name, "127.0.0.1");
    }

    public Listener Host { get; } = new();

    public StoppedClock Clock { get; } = new();

    public LogLines Log { get; } = new();

    public int Lookups { get; private set; }

    public string Url => $"http://{Name}:{Host.Port}";

    public async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(5, MarkdwellApp.Cancel);
        }
    }

    /// <summary>One list of addresses for each time that the name is looked up; the last one stays.</summary>
    public void Leads(string name, params string[][] answers) => names[name] = new(answers);

    public void Leads(string name, string address) => Leads(name, [[address]]);

    public FetchRequest Request(string url, params string[] allowedHosts) =>
        new(1, new Uri(url, UriKind.Absolute), allowedHosts.Length == 0 ? [$"{Name}:{Host.Port}"] : allowedHosts, null, "text/plain", 100_000);

    public Task<FetchResponse> FetchAsync(FetchRequest request, CancellationToken? cancellationToken = null) =>
        services.GetRequiredService<Fetcher>().FetchAsync(request, cancellationToken ?? MarkdwellApp.Cancel);

    public Task<FetchResponse> FetchAsync(string url, params string[] allowedHosts) => FetchAsync(Request(url, allowedHosts));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Host.DisposeAsync();
    }

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Lookups++;
        if (!names.TryGetValue(host, out var answers))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        return Task.FromResult((answers.Count > 1 ? answers.Dequeue() : answers.Peek()).Select(IPAddress.Parse).ToArray());
    }
}
