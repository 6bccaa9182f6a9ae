namespace Markdwell.Services.Instances;

/// <summary>
/// Lets a balancer know before the server stops listening: from then on the instance is not ready, and its connections end with the answers
/// that they carry, so that none is cut while a request is on its way.
/// </summary>
internal sealed class GracefulStop(StopOptions options, TimeProvider clock) : IHostedLifecycleService
{
    private volatile bool hasBegun;

    public bool HasBegun => hasBegun;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        hasBegun = true;
        return Task.Delay(options.Delay, clock, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
