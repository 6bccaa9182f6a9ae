using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Markdwell.Tests.Sources.Network;

/// <summary>
/// A host on every address of this machine that answers with whatever bytes a test likes. One request a connection, so
/// that each is looked up anew.
/// </summary>
public sealed class Listener : IAsyncDisposable
{
    private readonly TcpListener tcp = new(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;

    public Listener()
    {
        tcp.Start();
        Port = ((IPEndPoint)tcp.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What it is asked, and the address of ours that it was asked at.</summary>
    public ConcurrentQueue<(string Head, IPAddress At)> Requests { get; } = new();

    public int Connections { get; private set; }

    /// <summary>Whether it speaks TLS, with a certificate that nobody trusts.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>By path; whoever asks for another gets "hello".</summary>
    public ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> Answers { get; } = new(StringComparer.Ordinal);

    public void On(string path, string head, byte[]? body = null) => Answers[path] = async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\nConnection: close\r\n\r\n"), cancellationToken);
        await stream.WriteAsync(body ?? [], cancellationToken);
    };

    public void Redirect(string path, int status, string location) => On(path, $"HTTP/1.1 {status} Elsewhere\nContent-Length: 0\nLocation: {location}");

    public void Close() => tcp.Stop();

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        Close();
        await accepting;
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await tcp.AcceptSocketAsync(end.Token);
                Connections++;
                _ = AnswerAsync(socket);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket socket)
    {
        try
        {
            await using var stream = await OpenAsync(new NetworkStream(socket, ownsSocket: true));
            if (await HeadAsync(stream) is { Length: > 0 } head)
            {
                Requests.Enqueue((head, ((IPEndPoint)socket.LocalEndPoint!).Address.MapToIPv4()));
                var path = head.Split(' ')[1];
                await (Answers.TryGetValue(path, out var answer) ? answer(stream, end.Token) : HelloAsync(stream));
                socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // Whoever asked has gone.
        }
    }

    private async Task<Stream> OpenAsync(NetworkStream plain)
    {
        if (Certificate is null)
        {
            return plain;
        }

        var stream = new SslStream(plain);
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, end.Token);
        return stream;
    }

    private async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, end.Token) is > 0 and var count)
        {
            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return head.ToString();
    }

    private Task HelloAsync(Stream stream) =>
        stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray(), end.Token).AsTask();
}
