; The installer for Windows, by Inno Setup 6.3 or later: packaging/windows/installer.py makes it and
; gives Version, Numbers, Source and Output, and Signed where there is a certificate.
;
; What it promises: it upgrades in place, asks an open till to close and never kills one, and leaves
; the profile (%LOCALAPPDATA%\pos-app: journal, settings, people) alone, also when it uninstalls.

#define Program "pos-app.exe"

[Setup]
; It tells Windows which installation is upgraded, and never changes.
AppId={{6F0B7B4E-2C55-4C1B-9B0E-5C1F0F3E7A21}
AppName=pos_app
AppVersion={#Version}
AppVerName=pos_app {#Version}
AppPublisher=The pos_app authors
VersionInfoVersion={#Numbers}
UninstallDisplayIcon={app}\{#Program}
SetupIconFile={#Source}\..\pos-app.ico
LicenseFile=..\..\LICENSE
OutputDir={#Output}
OutputBaseFilename=pos-app-{#Version}-windows-x64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; Qt 6 wants Windows 10 1809 or later, on 64 bits.
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; For whoever installs it, without an administrator; or for all users, where one agrees.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
DefaultDirName={autopf}\pos_app
DisableProgramGroupPage=yes
; An upgrade keeps the folder and the options of the installation before it.
DisableDirPage=auto
UsePreviousAppDir=yes
UsePreviousTasks=yes
UsePreviousPrivileges=yes
; Windows asks an open till to close, as a person would: it ends in order or says why it does not,
; and then this installer waits. "force" would kill it.
CloseApplications=yes
CloseApplicationsFilter=*.exe
RestartApplications=no
#ifdef Signed
SignTool=till
SignedUninstaller=yes
#endif

[Languages]
Name: "pt"; MessagesFile: "compiler:Languages\Portuguese.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
en.Shop=At the counter:
pt.Shop=No balcão:
en.Autostart=Open the till when this user signs in
pt.Autostart=Abrir a caixa quando este utilizador inicia a sessão
en.AutostartAll=Open the till when any user signs in
pt.AutostartAll=Abrir a caixa quando qualquer utilizador inicia a sessão
en.Kiosk=Kiosk: the till fills the screen, and closes only for a manager
pt.Kiosk=Quiosque: a caixa ocupa o ecrã inteiro e só fecha com um gerente
en.OpenNow=Open the till
pt.OpenNow=Abrir a caixa
en.TillIsOpen=The till is open. Close its window, and then choose Retry.
pt.TillIsOpen=A caixa está aberta. Feche a janela e escolha Repetir.
en.ProfileStays=Journal, settings and people stay in this folder:
pt.ProfileStays=O diário, as definições e as pessoas ficam nesta pasta:

[Tasks]
Name: "autostart"; Description: "{cm:Autostart}"; GroupDescription: "{cm:Shop}"; Flags: unchecked; Check: not IsAdminInstallMode
Name: "autostartall"; Description: "{cm:AutostartAll}"; GroupDescription: "{cm:Shop}"; Flags: unchecked; Check: IsAdminInstallMode
Name: "kiosk"; Description: "{cm:Kiosk}"; GroupDescription: "{cm:Shop}"; Flags: unchecked

[InstallDelete]
; The libraries of the version before: one that is not part of this version must not be loaded.
Type: filesandordirs; Name: "{app}\_internal"
; An option that was taken back at an upgrade.
Type: files; Name: "{autostartup}\pos_app.lnk"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\pos_app"; Filename: "{app}\{#Program}"; Tasks: not kiosk
Name: "{autoprograms}\pos_app"; Filename: "{app}\{#Program}"; Parameters: "--kiosk"; Tasks: kiosk
Name: "{autostartup}\pos_app"; Filename: "{app}\{#Program}"; Tasks: (autostart or autostartall) and not kiosk
Name: "{autostartup}\pos_app"; Filename: "{app}\{#Program}"; Parameters: "--kiosk"; Tasks: (autostart or autostartall) and kiosk

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:OpenNow}"; Flags: postinstall nowait skipifsilent; Tasks: not kiosk
Filename: "{app}\{#Program}"; Parameters: "--kiosk"; Description: "{cm:OpenNow}"; Flags: postinstall nowait skipifsilent; Tasks: kiosk

[Code]
{ A program that runs cannot be opened for writing. }
function TillIsOpen: Boolean;
var
  Taken: TFileStream;
begin
  Result := False;
  if not FileExists(ExpandConstant('{app}\{#Program}')) then
    exit;
  try
    Taken := TFileStream.Create(ExpandConstant('{app}\{#Program}'), fmOpenReadWrite or fmShareExclusive);
    Taken.Free;
  except
    Result := True;
  end;
end;

{ Waits until a person has closed it. False where they would rather leave; so it is without anybody. }
function IsClosed: Boolean;
begin
  Result := True;
  while Result and TillIsOpen do
    Result := SuppressibleMsgBox(ExpandConstant('{cm:TillIsOpen}'), mbError, MB_RETRYCANCEL, IDCANCEL) = IDRETRY;
end;

{ Windows has asked an open till by now. One that is open still loses no file: nothing is changed yet. }
procedure CurStepChanged(Step: TSetupStep);
begin
  if (Step = ssInstall) and not IsClosed then
    Abort;
end;

{ The uninstaller has nobody that asks a till to close. }
function InitializeUninstall: Boolean;
begin
  Result := IsClosed;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
begin
  if (Step = usPostUninstall) and DirExists(ExpandConstant('{localappdata}\pos-app')) then
    SuppressibleMsgBox(
      ExpandConstant('{cm:ProfileStays}') + #13#10 + ExpandConstant('{localappdata}\pos-app'),
      mbInformation, MB_OK, IDOK);
end;
