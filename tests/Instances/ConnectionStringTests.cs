using Markdwell.Services;
using Markdwell.Services.Instances;
using Microsoft.AspNetCore.Builder;

namespace Markdwell.Tests.Instances;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("password=a-very-secret-word")]
    [InlineData("redis:6379,ssl=a-very-secret-word")]
    public void A_Redis_that_is_none_is_named_and_its_password_is_not(string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:Redis"] = connection;

        var refused = Assert.Throws<SettingException>(builder.AddInstances);

        Assert.StartsWith("ConnectionStrings__Redis ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-very-secret-word", $"{refused}", StringComparison.Ordinal);
    }
}
