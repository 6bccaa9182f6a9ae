namespace Markdwell.Services.Jobs;

/// <summary>The tenants whose work has to wait, for their products are not to be asked for something that nobody waits for. Their jobs stay as they are.</summary>
public delegate IReadOnlyCollection<int> HeldBack();
