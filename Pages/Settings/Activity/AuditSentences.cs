using Markdwell.Models;

namespace Markdwell.Pages.Settings.Activity;

internal static class AuditSentences
{
    public static string Of(AuditAction action) => action switch
    {
        AuditAction.SettingsChanged => "changed settings",
        AuditAction.SettingsReset => "reset settings",
        AuditAction.ConnectionAdded => "added a connection",
        AuditAction.ConnectionChanged => "changed a connection",
        AuditAction.ConnectionDeleted => "deleted a connection",
        AuditAction.JobReplayed => "had something tried again",
        AuditAction.JobDropped => "had something forgotten",
        _ => "erased everything",
    };
}
