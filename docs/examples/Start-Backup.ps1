<#
.SYNOPSIS
Starts a backup of a GPO, or withdraws it. PowerShell 7 on .NET 8, with Confluent.Kafka:

  dotnet new classlib -o kafka
  dotnet add kafka package Confluent.Kafka
  dotnet publish kafka -r win-x64 --self-contained false -o lib
  ./Start-Backup.ps1 -Servers localhost:9092 -Operation CHG0031-backup -Ticket CHG0031 -Name 'Default Domain Policy'
  ./Start-Backup.ps1 -Servers localhost:9092 -Operation CHG0031-backup -Ticket CHG0031 -Cancel
#>
param(
    [Parameter(Mandatory)] [string] $Servers,
    [Parameter(Mandatory)] [ValidatePattern('^[A-Za-z0-9._-]{1,64}$')] [string] $Operation,
    [Parameter(Mandatory)] [string] $Ticket,
    [string] $Name = 'Default Domain Policy',
    [switch] $Cancel,
    # The folder that Confluent.Kafka.dll and librdkafka lie in.
    [string] $Library = "$PSScriptRoot/lib"
)
$ErrorActionPreference = 'Stop'
Add-Type -Path (Join-Path $Library 'Confluent.Kafka.dll')

$type, $data = if ($Cancel) {
    'cancel', @{ reason = 'change withdrawn'; requestedBy = 'svc-tickets' }
} else {
    'start', @{
        operation = 'backup-gpo'; domain = 'corp'; requestedBy = 'svc-tickets'
        parameters = @{ gpo = $Name; backupStore = 'default' }
    }
}

$message = [Confluent.Kafka.Message[string, string]]::new()
$message.Key = $Operation
$message.Value = ConvertTo-Json $data -Compress -Depth 5
$message.Headers = [Confluent.Kafka.Headers]::new()
$headers = [ordered]@{
    'ce_specversion'   = '1.0'
    'ce_id'            = [guid]::NewGuid().ToString()
    'ce_source'        = '/tickets'
    'ce_type'          = "io.gpmcworker.operation.$type"
    'ce_subject'       = $Operation
    'ce_correlationid' = $Ticket
    'content-type'     = 'application/json'
}
foreach ($header in $headers.GetEnumerator()) {
    $message.Headers.Add($header.Key, [Text.Encoding]::UTF8.GetBytes($header.Value))
}

$configuration = [Confluent.Kafka.ProducerConfig]::new()
$configuration.BootstrapServers = $Servers
$configuration.EnableIdempotence = $true
$producer = [Confluent.Kafka.ProducerBuilder[string, string]]::new($configuration).Build()
try {
    # Throws if Kafka does not take it.
    $null = $producer.ProduceAsync('gpmc.commands', $message).GetAwaiter().GetResult()
} finally {
    $producer.Dispose()
}
