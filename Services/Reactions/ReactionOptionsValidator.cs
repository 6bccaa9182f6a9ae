using Microsoft.Extensions.Options;

namespace Markdwell.Services.Reactions;

internal sealed class ReactionOptionsValidator : IValidateOptions<ReactionOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, ReactionOptions options) =>
        options.BrokenSourceDelay >= TimeSpan.Zero && options.BrokenSourceDelay <= Longest
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Reactions__BrokenSourceDelay is '{options.BrokenSourceDelay}'. Set it to hours, minutes and seconds such as 00:15:00, at most seven days (7.00:00:00).");
}
