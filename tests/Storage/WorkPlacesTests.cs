using Markdwell.Services.Storage;
using Markdwell.Tests.Notes;

namespace Markdwell.Tests.Storage;

public sealed class WorkPlacesTests
{
    private readonly NoteStand.StillClock clock = new();
    private readonly WorkPlaces places;

    public WorkPlacesTests() => places = new(clock);

    [Fact]
    public void Eight_tenants_that_hang_leave_places_to_those_that_answer()
    {
        foreach (var tenant in Enumerable.Range(1, 8))
        {
            TakeAll(tenant);
        }

        Assert.NotNull(places.TryTake(9));
        Assert.Null(places.TryTake(1));
        Assert.Contains(1, places.Busy());
        Assert.DoesNotContain(10, places.Busy());
    }

    [Fact]
    public void A_tenant_that_was_slow_has_one_place_until_it_is_quick_again()
    {
        var (first, _) = (TakeAll(1), Wait(seconds: 6));
        first.ForEach(places.Leave);

        var only = Assert.Single(TakeAll(1));
        places.Leave(only);

        Assert.Equal(4, TakeAll(1).Count);
    }

    [Fact]
    public void All_slow_tenants_together_have_half_of_the_places()
    {
        var slow = Enumerable.Range(1, 30).ToDictionary(tenant => tenant, tenant => places.TryTake(tenant)!);
        Wait(seconds: 6);
        Assert.Null(places.TryTake(31 - 1));
        foreach (var place in slow.Values)
        {
            places.Leave(place);
        }

        Assert.Equal(16, slow.Keys.Count(tenant => places.TryTake(tenant) is not null));
        Assert.Equal(4, TakeAll(40).Count);
        Assert.Contains(30, places.Busy());
    }

    [Fact]
    public void More_than_all_are_never_taken()
    {
        Assert.Equal(WorkPlaces.All, Enumerable.Range(1, 100).Count(tenant => places.TryTake(tenant) is not null));
        Assert.True(places.IsFull);
    }

    private List<WorkPlace> TakeAll(int tenant)
    {
        List<WorkPlace> taken = [];
        while (places.TryTake(tenant) is { } place)
        {
            taken.Add(place);
        }

        return taken;
    }

    private bool Wait(int seconds)
    {
        clock.Advance(TimeSpan.FromSeconds(seconds));
        return true;
    }
}
