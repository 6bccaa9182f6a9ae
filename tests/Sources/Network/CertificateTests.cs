using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Markdwell.Services.Sources.Network;

namespace Markdwell.Tests.Sources.Network;

public sealed class CertificateTests
{
    [Theory]
    [InlineData(FetchStand.Name, 30)]
    [InlineData("other.example.com", 30)]
    [InlineData(FetchStand.Name, -1)]
    public async Task A_certificate_that_nobody_trusts_is_said_to_be_that(string name, int days)
    {
        using var certificate = Certificate(name, days);
        await using var stand = new FetchStand();
        stand.Host.Certificate = certificate;

        var response = await stand.FetchAsync(Token($"https://{FetchStand.Name}:{stand.Host.Port}/", stand));

        Assert.Equal(FetchOutcome.UntrustedCertificate, response.Outcome);
        Assert.Empty(stand.Host.Requests);
    }

    [Fact]
    public async Task A_host_that_does_not_speak_TLS_is_unavailable_and_sees_no_token()
    {
        await using var stand = new FetchStand();
        stand.Host.Answers["/"] = (stream, cancellationToken) => stream.WriteAsync(Encoding.Latin1.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"), cancellationToken).AsTask();

        var fetching = stand.FetchAsync(Token($"https://{FetchStand.Name}:{stand.Host.Port}/", stand));
        await stand.UntilAsync(() => stand.Host.Connections == 1);
        stand.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(FetchOutcome.Unavailable, (await fetching).Outcome);
        Assert.DoesNotContain(stand.Host.Requests, request => request.Head.Contains("secret", StringComparison.Ordinal));
    }

    private static FetchRequest Token(string url, FetchStand stand) => stand.Request(url) with { Authorization = new("Authorization", "Bearer secret") };

    private static X509Certificate2 Certificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(days));
    }
}
