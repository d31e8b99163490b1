#requires -Version 5.1
#requires -RunAsAdministrator
<#
.SYNOPSIS
Lets gpmc-worker use GPMC on this host over DCOM, or takes that back.

.DESCRIPTION
gpmgmt.dll is loaded into other processes; to be activated from another machine it needs a surrogate
(dllhost.exe). This script registers one that runs as an account of its own, lets one account
activate it, restricts DCOM to a range of ports, and opens the firewall for the worker.

What it changes is written to HKLM\SOFTWARE\GpmcWorker, so that -Remove gives back what was there.
It may be run again: what is as it should be stays as it is. Try it with -WhatIf first. Everything that
can be looked at beforehand is looked at before anything is changed.

-Remove does not take back what dcomcnfg did: the password of the RunAs account, which Windows keeps as a
secret, and its right to log on as a batch job. Disable the account if nothing else uses it.

NOT PROVEN: no Windows machine was at hand when this was written. It has never been run. Read it
before you run it, and try it on a host that you can reinstall.

.EXAMPLE
.\Register-GpmcHost.ps1 -WorkerAccount CORP\svc-worker -RunAs CORP\svc-gpmc -WorkerAddress 10.0.0.7 -WhatIf

.EXAMPLE
.\Register-GpmcHost.ps1 -Remove
#>
[CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Register')]
param(
    # Who the worker is: gpmc.domains.NAME.account.name.
    [Parameter(Mandatory = $true, ParameterSetName = 'Register')]
    [string] $WorkerAccount,

    # What GPMC runs as: gpmc.domains.NAME.dcom.callback-account.name.
    [Parameter(Mandatory = $true, ParameterSetName = 'Register')]
    [string] $RunAs,

    # From where the worker connects: the addresses of the worker's hosts.
    [Parameter(Mandatory = $true, ParameterSetName = 'Register')]
    [string[]] $WorkerAddress,

    # The ports of all RPC on this host. Takes effect after a restart of the host.
    [Parameter(ParameterSetName = 'Register')]
    [ValidatePattern('^\d{4,5}-\d{4,5}$')]
    [string] $PortRange = '50000-50255',

    # Takes back what was registered.
    [Parameter(Mandatory = $true, ParameterSetName = 'Remove')]
    [switch] $Remove
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$Class = '{F5694708-88FE-4B35-BABF-E56162D5FBC8}'       # CLSID of GPMgmt.GPM
$AppId = '{6B5A9B0E-7D0C-4E0B-9A53-5C3F4E1C7A10}'       # of this script
$ClassKey = "HKLM:\SOFTWARE\Classes\CLSID\$Class"
$AppKey = "HKLM:\SOFTWARE\Classes\AppID\$AppId"
$RpcKey = 'HKLM:\SOFTWARE\Microsoft\Rpc\Internet'
$Kept = 'HKLM:\SOFTWARE\GpmcWorker'
$FirewallGroup = 'GPMC worker'

# COM_RIGHTS_* of iaccess.h: execute, execute local and remote, activate local and remote.
$Everything = 1 -bor 2 -bor 4 -bor 8 -bor 16
$AccessOnly = 1 -bor 2 -bor 4

function Get-Value($Key, $Name) {
    $item = Get-ItemProperty -Path $Key -Name $Name -ErrorAction SilentlyContinue
    if ($null -eq $item) { $null } else { $item.$Name }
}

function Set-Value($Key, $Name, $Value, $Type) {
    $now = Get-Value $Key $Name
    if (($null -ne $now) -and ((@($now) -join ',') -ceq (@($Value) -join ','))) { return }
    if ($PSCmdlet.ShouldProcess("$Key : $Name", 'Set')) {
        if (-not (Test-Path $Key)) { New-Item -Path $Key -Force | Out-Null }
        New-ItemProperty -Path $Key -Name $Name -Value $Value -PropertyType $Type -Force | Out-Null
    }
}

function Get-Sid($Account) {
    ([Security.Principal.NTAccount] $Account).Translate([Security.Principal.SecurityIdentifier]).Value
}

function ConvertTo-Descriptor($Sddl) {
    $descriptor = New-Object Security.AccessControl.RawSecurityDescriptor $Sddl
    $bytes = New-Object byte[] $descriptor.BinaryLength
    $descriptor.GetBinaryForm($bytes, 0)
    , $bytes
}

# Administrators, SYSTEM, and the accounts that are given.
function New-Permission($Rights, [string[]] $Accounts) {
    $hex = '0x{0:X}' -f $Rights
    $sddl = "O:BAG:BAD:(A;;$hex;;;BA)(A;;$hex;;;SY)"
    foreach ($account in $Accounts) { $sddl += "(A;;$hex;;;$(Get-Sid $account))" }
    ConvertTo-Descriptor $sddl
}

# Classes of Windows itself mostly belong to TrustedInstaller, and administrators may only read them.
function Test-Writable($Key) {
    $path = $Key -replace '^HKLM:\\', ''
    try {
        $opened = [Microsoft.Win32.Registry]::LocalMachine.OpenSubKey($path, $true)
        if ($null -ne $opened) { $opened.Close() }
        $true
    }
    catch [Security.SecurityException] { $false }
    catch [UnauthorizedAccessException] { $false }
}

# What was there before, kept once; an empty text means that there was nothing.
function Save-Before($Name) {
    if ($null -eq (Get-Value $Kept "Before$Name")) {
        Set-Value $Kept "Before$Name" ([string] (@(Get-Value $RpcKey $Name) -join ';')) 'String'
    }
}

function Restore-Before($Name, $Type) {
    $before = Get-Value $Kept "Before$Name"
    if ($null -eq $before) { return }
    if ($before -ne '') {
        if ($Type -eq 'MultiString') { $before = [string[]] ($before -split ';') }
        Set-Value $RpcKey $Name $before $Type
    }
    elseif (($null -ne (Get-Value $RpcKey $Name)) -and
        $PSCmdlet.ShouldProcess("$RpcKey : $Name", 'Remove')) {
        Remove-ItemProperty -Path $RpcKey -Name $Name
    }
}

# Remote calls must be let in by the machine as a whole, too: this group exists for that.
function Set-DcomUser($Account, [switch] $Absent) {
    $group = 'S-1-5-32-562'
    $sid = Get-Sid $Account
    $member = @(Get-LocalGroupMember -SID $group -ErrorAction SilentlyContinue |
            Where-Object { $_.SID.Value -eq $sid }).Count -gt 0
    if ($Absent -and $member) {
        if ($PSCmdlet.ShouldProcess($Account, 'Remove from Distributed COM Users')) {
            Remove-LocalGroupMember -SID $group -Member $Account
        }
    }
    if (-not $Absent -and -not $member) {
        if ($PSCmdlet.ShouldProcess($Account, 'Add to Distributed COM Users')) {
            Add-LocalGroupMember -SID $group -Member $Account
            Set-Value $Kept 'DcomUser' $Account 'String'
        }
    }
}

function Remove-Rules {
    $rules = @(Get-NetFirewallRule -Group $FirewallGroup -ErrorAction SilentlyContinue)
    if ($rules.Count -gt 0 -and $PSCmdlet.ShouldProcess($FirewallGroup, 'Remove firewall rules')) {
        $rules | Remove-NetFirewallRule
    }
}

function Register-Host {
    if (-not (Test-Path $ClassKey)) {
        throw 'GPMC is not installed. On a server: Install-WindowsFeature GPMC.'
    }
    if ($RunAs -notmatch '^[^\\]+\\[^\\]+$' -or $WorkerAccount -notmatch '^[^\\]+\\[^\\]+$') {
        throw 'Write both accounts as DOMAIN\name.'
    }
    if ($PortRange -notmatch '^(\d+)-(\d+)$' -or [int] $Matches[1] -lt 1024 -or
        [int] $Matches[2] -gt 65535 -or [int] $Matches[1] -ge [int] $Matches[2]) {
        throw "$PortRange is no range of ports; write the lower one first, such as 50000-50255."
    }
    foreach ($account in $WorkerAccount, $RunAs) {
        try { Get-Sid $account | Out-Null }
        catch { throw "The account $account is not known here. Nothing was changed." }
    }
    $before = Get-Value $ClassKey 'AppID'
    if (($null -ne $before) -and ($before -ne $AppId)) {
        throw "GPMC has the AppID $before already, which this script did not make. Nothing was changed."
    }
    if (($before -ne $AppId) -and -not (Test-Writable $ClassKey)) {
        throw @"
Administrators may not write $ClassKey, which most likely belongs to TrustedInstaller. Nothing was changed.
In regedit, at that key: Permissions, Advanced, make Administrators the owner, give them Full Control. Run
this script again, then give the key back to NT SERVICE\TrustedInstaller.
"@
    }

    # The surrogate: an empty DllSurrogate means dllhost.exe.
    Set-Value $AppKey '(default)' 'GPMC for gpmc-worker' 'String'
    Set-Value $AppKey 'DllSurrogate' '' 'String'
    Set-Value $AppKey 'RunAs' $RunAs 'String'
    Set-Value $AppKey 'LaunchPermission' ([byte[]] (New-Permission $Everything $WorkerAccount)) 'Binary'
    Set-Value $AppKey 'AccessPermission' ([byte[]] (New-Permission $AccessOnly $WorkerAccount, $RunAs)) 'Binary'
    # Packet privacy, whoever calls.
    Set-Value $AppKey 'AuthenticationLevel' 6 'DWord'
    Set-Value $ClassKey 'AppID' $AppId 'String'
    Set-DcomUser $WorkerAccount

    # All RPC of this host keeps to the range.
    Save-Before 'Ports'
    Save-Before 'PortsInternetAvailable'
    Save-Before 'UseInternetPorts'
    Set-Value $RpcKey 'Ports' ([string[]] @($PortRange)) 'MultiString'
    Set-Value $RpcKey 'PortsInternetAvailable' 'Y' 'String'
    Set-Value $RpcKey 'UseInternetPorts' 'Y' 'String'

    Remove-Rules
    if ($PSCmdlet.ShouldProcess("TCP 135 and $PortRange from $WorkerAddress", 'Open the firewall')) {
        New-NetFirewallRule -DisplayName 'GPMC worker: activation (TCP 135)' -Group $FirewallGroup `
            -Direction Inbound -Action Allow -Protocol TCP -LocalPort 135 `
            -RemoteAddress $WorkerAddress | Out-Null
        New-NetFirewallRule -DisplayName 'GPMC worker: calls' -Group $FirewallGroup `
            -Direction Inbound -Action Allow -Protocol TCP -LocalPort $PortRange `
            -RemoteAddress $WorkerAddress | Out-Null
    }

    Write-Output @"
Registered. Two things are left:
1. The password of $RunAs. Run dcomcnfg, Component Services, Computers, My Computer, DCOM Config,
   'GPMC for gpmc-worker', Properties, Identity, 'This user', and enter it. Windows keeps it as a
   secret of its own, and grants 'Log on as a batch job'.
2. Restart the host, so that RPC keeps to the ports $PortRange.
Then: ./gpmc doctor --domain NAME --config worker.properties
"@
}

function Unregister-Host {
    if ((Get-Value $ClassKey 'AppID') -eq $AppId) {
        if ($PSCmdlet.ShouldProcess("$ClassKey : AppID", 'Remove')) {
            Remove-ItemProperty -Path $ClassKey -Name 'AppID'
        }
    }
    if ((Test-Path $AppKey) -and $PSCmdlet.ShouldProcess($AppKey, 'Remove')) {
        Remove-Item -Path $AppKey -Recurse
    }
    $user = Get-Value $Kept 'DcomUser'
    if ($null -ne $user) { Set-DcomUser $user -Absent }
    Restore-Before 'Ports' 'MultiString'
    Restore-Before 'PortsInternetAvailable' 'String'
    Restore-Before 'UseInternetPorts' 'String'
    Remove-Rules
    if ((Test-Path $Kept) -and $PSCmdlet.ShouldProcess($Kept, 'Remove')) {
        Remove-Item -Path $Kept -Recurse
    }
    Write-Output 'Removed. Restart the host, so that RPC uses its old ports again.'
}

if (-not [Environment]::Is64BitProcess) {
    throw 'This is a 32-bit PowerShell, which sees another registry. Run it in the 64-bit one.'
}
if ((Get-CimInstance -ClassName Win32_ComputerSystem).DomainRole -ge 4) {
    throw 'This is a domain controller. GPMC for the worker belongs on a member of the domain.'
}
if ($Remove) { Unregister-Host } else { Register-Host }
