using System.Globalization;

namespace Markdwell.Tests.E2E.Hosting;

/// <summary>What a process costs, as its operating system counts it: a busy machine makes it later, not dearer.</summary>
internal sealed class ProcessCost(int processId)
{
    private const double TicksPerSecond = 100;

    private readonly string folder = $"/proc/{processId}";

    /// <summary>Only Linux tells it in this way.</summary>
    public static bool CanBeMeasured { get; } = OperatingSystem.IsLinux();

    /// <summary>In its own code and in the system's for it, since it started.</summary>
    public TimeSpan Processor
    {
        get
        {
            // The second field is the program's name in brackets, and may hold spaces.
            var fields = Read("stat").Split(") ")[^1].Split(' ');
            return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
        }
    }

    /// <summary>The most memory it had at once since <see cref="ForgetPeak"/>.</summary>
    public long PeakMegabytes => Status("VmHWM:") / 1024;

    public void ForgetPeak() => File.WriteAllText(Path.Combine(folder, "clear_refs"), "5");

    private long Status(string name) => Number(Read("status").Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[])['\t', ' '], StringSplitOptions.RemoveEmptyEntries)[1]);

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
