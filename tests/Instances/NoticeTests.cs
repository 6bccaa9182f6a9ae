using Markdwell.Services.Instances;

namespace Markdwell.Tests.Instances;

public sealed class NoticeTests
{
    [Fact]
    public void What_is_told_here_is_heard_there_and_not_here()
    {
        var (here, there) = (new Notices(), new Notices());
        here.SendBy(notice => there.Hear(Notice.Read($"{notice}")!));
        var (mine, theirs) = (new Changes<int>(here, Topic.Settings), new Changes<int>(there, Topic.Settings));
        var others = new Changes<string>(there, Topic.Tenant);

        mine.Made(7);

        Assert.Equal((1, 1, 0, 0), (mine.Of(7), theirs.Of(7), theirs.Of(8), others.Of("7")));
    }

    [Fact]
    public void After_a_gap_everything_counts_as_changed()
    {
        var notices = new Notices();
        var (settings, tenants) = (new Changes<int>(notices, Topic.Settings), new Changes<string>(notices, Topic.Tenant));

        notices.MissSome();

        Assert.Equal((1, 1, 1), (settings.Of(7), settings.Of(8), tenants.Of("acme")));
    }

    [Fact]
    public void Every_subject_comes_through_as_it_is()
    {
        var notice = new Notice(Topic.Tenant, "a client key, with blanks and ü");

        Assert.Equal(notice, Notice.Read($"{notice}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Settings")]
    [InlineData("settings 1")]
    [InlineData("1 1")]
    [InlineData("Settings,Tenant 1")]
    [InlineData("OfANewerVersion 1")]
    public void What_is_no_notice_of_ours_is_passed_over(string? text) => Assert.Null(Notice.Read(text));

    [Fact]
    public void A_notice_of_no_sensible_length_is_not_even_looked_at() => Assert.Null(Notice.Read("Tenant " + new string('x', 1000)));
}
