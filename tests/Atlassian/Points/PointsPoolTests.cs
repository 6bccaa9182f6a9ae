using System.Net;
using Markdwell.Services.Atlassian.Points;

namespace Markdwell.Tests.Atlassian.Points;

/// <summary>Who is held back when the points of an hour run short.</summary>
public sealed class PointsPoolTests
{
    private const int Noisy = 1;
    private const int Quiet = 2;
    private const int Unseen = 3;

    private static readonly DateTime Begin = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    private readonly PointsPool pool = new(1000);

    [Theory]
    [InlineData(400, "")]
    [InlineData(550, "Chance Background")]
    [InlineData(760, "Chance Background View")]
    [InlineData(960, "Chance Background View Action")]
    public void What_nobody_waits_for_is_held_back_first_and_people_s_own_actions_last(int spent, string held)
    {
        pool.Spend(Quiet, 10, Begin);
        pool.Spend(Noisy, spent, Begin);

        Assert.Equal(held, string.Join(' ', Enum.GetValues<Urgency>().Where(urgency => pool.IsHeld(Noisy, urgency, Begin))));
    }

    [Theory]
    [InlineData(960)]
    [InlineData(2000)]
    public void Whoever_has_asked_for_little_may_look_and_act_whatever_another_has_spent(int spent)
    {
        pool.Spend(Quiet, 10, Begin);
        pool.Spend(Noisy, spent, Begin);

        Assert.All((int[])[Quiet, Unseen], tenant => Assert.All((Urgency[])[Urgency.View, Urgency.Action], urgency => Assert.False(pool.IsHeld(tenant, urgency, Begin))));
        Assert.True(pool.IsHeld(Quiet, Urgency.Background, Begin));
        Assert.False(pool.IsHeld(Unseen, Urgency.Background, Begin));
        Assert.True(pool.IsHeld(Unseen, Urgency.Chance, Begin));
    }

    [Fact]
    public void A_site_that_is_alone_leaves_something_for_the_next()
    {
        pool.Spend(Noisy, 760, Begin);

        Assert.True(pool.IsHeld(Noisy, Urgency.View, Begin));
        Assert.Equal([Noisy], pool.Held(Urgency.Background, Begin));
    }

    [Fact]
    public void Towards_the_end_of_the_hour_less_is_kept_and_then_all_begins_anew()
    {
        pool.Spend(Noisy, 760, Begin);

        Assert.True(pool.IsHeld(Noisy, Urgency.Background, Begin.AddMinutes(25)));
        Assert.False(pool.IsHeld(Noisy, Urgency.Background, Begin.AddMinutes(35)));
        pool.Spend(Noisy, 240, Begin.AddMinutes(35));
        Assert.True(pool.IsHeld(Noisy, Urgency.Action, Begin.AddMinutes(59)));
        Assert.Equal((0, 1000), (pool.Of(Noisy, Begin.AddHours(1)).Points, pool.Of(Noisy, Begin.AddHours(1)).Left));
    }

    [Fact]
    public void What_the_product_says_counts_more_than_our_own_sums()
    {
        pool.Spend(Noisy, 10, Begin);

        pool.Hear(Heard(("Beta-RateLimit-Policy", "\"global-app-quota\";q=2000;w=3600"), ("Beta-RateLimit", "\"global-app-quota\";r=300;t=3600")), Begin);
        pool.Spend(Noisy, 100, Begin);

        Assert.Equal((200, 2000), (pool.Of(Noisy, Begin).Left, pool.Of(Noisy, Begin).Limit));
    }

    [Fact]
    public void A_refusal_for_all_sites_means_that_nothing_is_left()
    {
        pool.Hear(Heard(HttpStatusCode.TooManyRequests, ("RateLimit-Reason", "confluence-quota-global-based")), Begin);

        Assert.Equal(0, pool.Of(Noisy, Begin).Left);
    }

    [Theory]
    [InlineData("Beta-RateLimit", "\"tenant-quota\";r=1;t=3600")]
    [InlineData("X-RateLimit-Remaining", "1")]
    [InlineData("RateLimit-Reason", "jira-burst-based")]
    [InlineData("Beta-RateLimit", "\"global-app-quota\";r=many")]
    [InlineData("Beta-RateLimit", ";;;")]
    public void What_is_said_of_one_site_says_nothing_of_all(string header, string value)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation(header, value);

        Assert.Null(Quota.Heard(response));
    }

    [Fact]
    public void What_other_instances_have_spent_counts_as_well_and_nothing_twice()
    {
        pool.Spend(Noisy, 100, Begin);
        var (hour, untold) = pool.Untold(Begin);
        pool.Spend(Noisy, 5, Begin);
        pool.Told(hour, untold);

        pool.Learn([KeyValuePair.Create(Noisy, 700L), KeyValuePair.Create(Quiet, 30L)], hour, Begin);

        Assert.Equal((705, 265), (pool.Of(Noisy, Begin).Points, pool.Of(Noisy, Begin).Left));
        Assert.Equal([KeyValuePair.Create(Noisy, 5L)], pool.Untold(Begin).Spent);
        pool.Learn([KeyValuePair.Create(Noisy, 999L)], hour, Begin.AddHours(1));
        Assert.Equal(0, pool.Of(Noisy, Begin.AddHours(1)).Points);
    }

    [Fact]
    public void Where_each_site_has_points_of_its_own_nobody_is_held_back()
    {
        var none = new PointsPool(0);
        none.Spend(Noisy, 1_000_000, Begin);

        Assert.All(Enum.GetValues<Urgency>(), urgency => Assert.False(none.IsHeld(Noisy, urgency, Begin)));
    }

    private static Quota Heard(params (string Name, string Value)[] headers) => Heard(HttpStatusCode.OK, headers);

    private static Quota Heard(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage(status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return Quota.Heard(response)!.Value;
    }
}
