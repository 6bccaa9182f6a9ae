using Markdwell.Services;
using Markdwell.Services.Operating;
using Markdwell.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Markdwell.Tests.Operating;

/// <summary>The question that a container asks itself, for there is no shell in it that could.</summary>
public sealed class HealthQuestionTests
{
    [Theory]
    [InlineData("urls", "http://127.0.0.1:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("urls", "http://+:8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("urls", "https://*:8443;http://*:8081", "http://127.0.0.1:8081/health/ready")]
    [InlineData("urls", "http://[::]:80", "http://127.0.0.1/health/ready")]
    [InlineData("http_ports", "8080", "http://127.0.0.1:8080/health/ready")]
    [InlineData("http_ports", "8080;8081", "http://127.0.0.1:8080/health/ready")]
    [InlineData("other", "", "http://127.0.0.1:5000/health/ready")]
    public void It_goes_where_the_app_listens(string setting, string value, string address) =>
        Assert.Equal(address, HealthQuestion.Address(Settings(setting, value)).AbsoluteUri);

    [Fact]
    public void Https_alone_cannot_be_asked() => Assert.Throws<SettingException>(() => HealthQuestion.Address(Settings("urls", "https://*:8443")));

    [Fact]
    public async Task It_is_answered_by_an_app_that_works_and_by_none_that_does_not()
    {
        await using var app = new MarkdwellApp();
        Assert.True(await HealthQuestion.AskAsync(Settings("urls", app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))));

        await using var bare = new MarkdwellApp(("Database:MigrateAtStart", "false"));
        Assert.False(await HealthQuestion.AskAsync(Settings("urls", bare.Http.BaseAddress!.GetLeftPart(UriPartial.Authority))));
        Assert.False(await HealthQuestion.AskAsync(Settings("urls", "http://127.0.0.1:1")));
    }

    private static IConfiguration Settings(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build();
}
