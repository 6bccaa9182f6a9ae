namespace Markdwell.Sandbox.Rest;

/// <summary>What a query can ask of an item.</summary>
/// <param name="Values">None, one or several; a condition holds when it holds for one of them, and <c>!=</c> when it does for none.</param>
/// <param name="IsNumber">Then only numbers may be compared with it.</param>
internal sealed record Field<T>(Func<T, IEnumerable<string>> Values, bool IsNumber = false);
