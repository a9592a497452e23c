<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
<context>
    <name>AccountCard</name>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>A perguntar…</translation>
    </message>
    <message>
        <source>Connected: the account works</source>
        <translation>Ligado: a conta funciona</translation>
    </message>
    <message>
        <source>Given by this computer&apos;s environment</source>
        <translation>Vem do ambiente deste computador</translation>
    </message>
    <message>
        <source>Kept in the encrypted file</source>
        <translation>Guardada no ficheiro cifrado</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring</source>
        <translation>Guardado no porta-chaves do sistema</translation>
    </message>
    <message>
        <source>No wallets</source>
        <translation>Sem carteiras</translation>
    </message>
    <message>
        <source>Save and test</source>
        <translation>Guardar e testar</translation>
    </message>
    <message>
        <source>Save and test the account of {0}</source>
        <translation>Guardar e testar a conta da {0}</translation>
    </message>
    <message>
        <source>Save the account of {0}</source>
        <translation>Guardar a conta {0}</translation>
    </message>
    <message>
        <source>Saved, not tested yet</source>
        <translation>Guardado, ainda por testar</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testar</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Testar de novo</translation>
    </message>
    <message>
        <source>Test {0}</source>
        <translation>Testar {0}</translation>
    </message>
    <message>
        <source>Test {0} again</source>
        <translation>Testar de novo: {0}</translation>
    </message>
    <message>
        <source>Wallets</source>
        <translation>Carteiras</translation>
    </message>
    <message>
        <source>Wallets of {0}</source>
        <translation>Carteiras de {0}</translation>
    </message>
    <message>
        <source>key valid until {0}</source>
        <translation>chave válida até {0}</translation>
    </message>
    <message>
        <source>{0} (optional)</source>
        <translation>{0} (opcional)</translation>
    </message>
</context>
<context>
    <name>AccountsSheet</name>
    <message>
        <source>Keys are kept in the system&apos;s keyring.</source>
        <translation>As chaves ficam no porta-chaves do sistema.</translation>
    </message>
    <message>
        <source>This computer has no keyring: keys are kept in an encrypted file of this till, which a passphrase opens at every start.</source>
        <translation>Este computador não tem porta-chaves: as chaves ficam num ficheiro cifrado desta caixa, que uma frase-passe abre em cada arranque.</translation>
    </message>
</context>
<context>
    <name>ActionDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Typed as by a scanner: Enter again if it is meant</source>
        <translation>Parece vir de um leitor: Enter outra vez se é isto</translation>
    </message>
</context>
<context>
    <name>ApprovalDialog</name>
    <message>
        <source>Allow</source>
        <translation>Autorizar</translation>
    </message>
    <message>
        <source>Only a manager may change this. The journal keeps who did.</source>
        <translation>Só um gerente pode mudar isto. O diário guarda quem mudou.</translation>
    </message>
    <message>
        <source>Only a manager may see this.</source>
        <translation>Só um gerente pode ver isto.</translation>
    </message>
</context>
<context>
    <name>ArrivalPanel</name>
    <message>
        <source>Another till: both sell. This one begins with a journal and numbers of its own; sales that the other one waits for stay with it.</source>
        <translation>Outra caixa: vendem os dois. Esta começa com diário e números próprios; as vendas à espera ficam na outra.</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>It is another till</source>
        <translation>É outra caixa</translation>
    </message>
    <message>
        <source>It was moved here</source>
        <translation>Mudou para aqui</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Moved: the other computer sells no more. This one goes on with its sales.</source>
        <translation>Mudou: o outro computador já não vende. Este continua com as vendas dele.</translation>
    </message>
    <message>
        <source>Was the till moved here, or is this another one?</source>
        <translation>A caixa mudou para aqui, ou esta é outra?</translation>
    </message>
</context>
<context>
    <name>AttentionDialog</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Each stays here, whatever its day, until a manager has seen to it.</source>
        <translation>Cada uma fica aqui, seja de que dia for, até um gerente tratar dela.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Sales that somebody has to look at</source>
        <translation>Vendas que alguém tem de ver</translation>
    </message>
    <message>
        <source>Show the sale</source>
        <translation>Mostrar a venda</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Avisos</translation>
    </message>
</context>
<context>
    <name>AttentionStrip</name>
    <message numerus="yes">
        <source>%n sale(s) with a warning</source>
        <translation>
            <numerusform>%n venda com aviso</numerusform>
            <numerusform>%n vendas com aviso</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditCard</name>
    <message>
        <source>All days</source>
        <translation>Todos os dias</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Auditoria</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Show what people did with the till</source>
        <translation>Mostrar o que cada pessoa fez na caixa</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>What people did with the till</source>
        <translation>O que cada pessoa fez na caixa</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Wrong PINs, PINs that were given and taken away, settings that were changed, and what was changed at a provider. Nobody can take anything out of it.</source>
        <translation>PIN errados, PIN dados e retirados, definições alteradas e o que foi alterado num serviço de pagamento. Ninguém pode apagar nada daqui.</translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>Amount, at most {0}</source>
        <translation>Valor, no máximo {0}</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Capturar</translation>
    </message>
    <message>
        <source>Capture {0}</source>
        <translation>Capturar {0}</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close; the sale goes on</source>
        <translation>Fechar; a venda continua</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Copiar o endereço</translation>
    </message>
    <message>
        <source>Pay by card</source>
        <translation>Pagar com cartão</translation>
    </message>
    <message>
        <source>QR of the page on which the customer pays</source>
        <translation>QR da página em que o cliente paga</translation>
    </message>
    <message>
        <source>The customer scans this with a phone and pays by card.</source>
        <translation>O cliente lê isto com o telemóvel e paga com cartão.</translation>
    </message>
</context>
<context>
    <name>ChargeForm</name>
    <message>
        <source>12 letters and figures</source>
        <translation>12 letras e algarismos</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Bring back the last sale</source>
        <translation>Repor os dados da última venda</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>Cobrar</translation>
    </message>
    <message>
        <source>Charge {0}</source>
        <translation>Cobrar {0}</translation>
    </message>
    <message>
        <source>Charge {0} to {1}</source>
        <translation>Cobrar {0} a {1}</translation>
    </message>
    <message>
        <source>Charge {0} · the voucher pays {1}</source>
        <translation>Cobrar {0} · saem {1} do voucher</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Create reference</source>
        <translation>Criar referência</translation>
    </message>
    <message>
        <source>Create reference for {0}</source>
        <translation>Criar referência de {0}</translation>
    </message>
    <message>
        <source>Description (optional)</source>
        <translation>Descrição (opcional)</translation>
    </message>
    <message>
        <source>Fee {0}</source>
        <translation>Taxa {0}</translation>
    </message>
    <message>
        <source>Fee {0}: the voucher needs {1}</source>
        <translation>Taxa {0}: o voucher precisa de {1}</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>A preparar…</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Reservar</translation>
    </message>
    <message>
        <source>Hold {0}</source>
        <translation>Reservar {0}</translation>
    </message>
    <message>
        <source>Hold {0} of {1}</source>
        <translation>Reservar {0} de {1}</translation>
    </message>
    <message>
        <source>Invoice or note</source>
        <translation>Factura ou nota</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Não é preciso</translation>
    </message>
    <message>
        <source>Only hold</source>
        <translation>Só reservar</translation>
    </message>
    <message>
        <source>Only hold the amount; capture or release later</source>
        <translation>Só reservar o valor; capturar ou libertar depois</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Repeat last</source>
        <translation>Repetir última</translation>
    </message>
    <message>
        <source>Voucher code</source>
        <translation>Código do voucher</translation>
    </message>
    <message>
        <source>Writing down…</source>
        <translation>A registar…</translation>
    </message>
</context>
<context>
    <name>ClearDialog</name>
    <message>
        <source>Clear the warning</source>
        <translation>Retirar o aviso</translation>
    </message>
    <message>
        <source>Goods handed over</source>
        <translation>Mercadoria entregue</translation>
    </message>
    <message>
        <source>Money given back</source>
        <translation>Dinheiro devolvido</translation>
    </message>
    <message>
        <source>The journal keeps it</source>
        <translation>Fica no diário</translation>
    </message>
    <message>
        <source>What was done?</source>
        <translation>O que se fez?</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Close the day</source>
        <translation>Fechar o dia</translation>
    </message>
    <message>
        <source>Close the day {0}?</source>
        <translation>Fechar o dia {0}?</translation>
    </message>
    <message>
        <source>It was closed already: {0}, {1}</source>
        <translation>Já tinha sido fechado: {0}, {1}</translation>
    </message>
    <message>
        <source>Net: {0}</source>
        <translation>Líquido: {0}</translation>
    </message>
    <message>
        <source>No money moved</source>
        <translation>Não houve movimento de dinheiro</translation>
    </message>
</context>
<context>
    <name>ClosedDialog</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy of the journal made and checked: {0}</source>
        <translation>Cópia do diário feita e verificada: {0}</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>Copiar os algarismos</translation>
    </message>
    <message>
        <source>Day closed</source>
        <translation>Dia fechado</translation>
    </message>
    <message>
        <source>Day {0} closed by {1}</source>
        <translation>Dia {0} fechado por {1}</translation>
    </message>
    <message>
        <source>Head of the journal. Keep these figures on paper or on a phone: if anybody ever rewrites the journal, they no longer fit it.</source>
        <translation>Último registo do diário. Guarde estes algarismos em papel ou num telemóvel: se alguém reescrever o diário, deixam de bater certo.</translation>
    </message>
    <message>
        <source>close-{0}.pdf</source>
        <translation>fecho-{0}.pdf</translation>
    </message>
</context>
<context>
    <name>ClosingPanel</name>
    <message>
        <source>Close without the copy</source>
        <translation>Fechar sem a cópia</translation>
    </message>
    <message>
        <source>Making a copy of the journal</source>
        <translation>A fazer a cópia de segurança do diário</translation>
    </message>
    <message>
        <source>The window closes by itself when the copy is made. Without it nothing is lost: the next start makes one.</source>
        <translation>A janela fecha-se sozinha quando a cópia terminar. Sem ela nada se perde: o próximo arranque faz uma.</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>It is shown this once. If the PINs are lost or forgotten, it alone makes a manager again. Whoever has it can do that: keep it away from the till.</source>
        <translation>Só é mostrado esta vez. Se os PIN se perderem ou forem esquecidos, só com ele se volta a ter um gerente. Quem o tiver pode usá-lo: guarde-o longe da caixa.</translation>
    </message>
    <message>
        <source>Keep this recovery code on paper</source>
        <translation>Guarde este código de recuperação em papel</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>recovery-code.pdf</source>
        <translation>codigo-de-recuperacao.pdf</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Last copy of the journal: {0}</source>
        <translation>Última cópia do diário: {0}</translation>
    </message>
    <message>
        <source>The journal has no copy yet</source>
        <translation>O diário ainda não tem cópia</translation>
    </message>
</context>
<context>
    <name>CounterCard</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>A QR on the customer&apos;s screen, once a sale is paid.</source>
        <translation>Um QR no ecrã do cliente, depois de a venda ser paga.</translation>
    </message>
    <message>
        <source>After so long without a hand, where cashiers sign in.</source>
        <translation>Depois deste tempo sem ninguém lhe tocar, onde há operadores.</translation>
    </message>
    <message>
        <source>Amount and number to confirm, what to do, thanks. On a second screen.</source>
        <translation>Valor e número a confirmar, o que fazer, obrigado. Num segundo ecrã.</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Ao balcão</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Cores</translation>
    </message>
    <message>
        <source>Customer&apos;s screen</source>
        <translation>Ecrã do cliente</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>For a till that is touched. Off, the form has its room.</source>
        <translation>Para uma caixa de toque. Sem ele, o formulário fica com o espaço.</translation>
    </message>
    <message>
        <source>From the next start. This screen has room for {0}.</source>
        <translation>A partir do próximo arranque. Este ecrã tem lugar para {0}.</translation>
    </message>
    <message>
        <source>How large everything is. From the next start.</source>
        <translation>O tamanho de tudo. A partir do próximo arranque.</translation>
    </message>
    <message>
        <source>In a window</source>
        <translation>Numa janela</translation>
    </message>
    <message>
        <source>Keypad on the screen</source>
        <translation>Teclado no ecrã</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Light by day, dark in the evening.</source>
        <translation>Claras de dia, escuras à noite.</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>Bloquear sozinha</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>No such screen now: the customer sees nothing until it is there.</source>
        <translation>Este ecrã não está ligado: até lá, o cliente nada vê.</translation>
    </message>
    <message>
        <source>Of the window and of slips.</source>
        <translation>Da janela e dos talões.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message>
        <source>Offers numbers of before while one is typed: others see them.</source>
        <translation>Propõe números anteriores enquanto se escreve: outros vêem-nos.</translation>
    </message>
    <message>
        <source>One for paid, another for not paid.</source>
        <translation>Um para pago, outro para não pago.</translation>
    </message>
    <message>
        <source>Quick amounts</source>
        <translation>Valores rápidos</translation>
    </message>
    <message>
        <source>Receipt for the customer&apos;s phone</source>
        <translation>Recibo para o telemóvel do cliente</translation>
    </message>
    <message>
        <source>Recent customers</source>
        <translation>Clientes recentes</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Sons</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamanho do texto</translation>
    </message>
    <message>
        <source>The till is on this screen: the customer sees nothing there.</source>
        <translation>A caixa está neste ecrã: o cliente nada vê nele.</translation>
    </message>
    <message>
        <source>Up to four, for example: 500; 1000; 2000.</source>
        <translation>Até quatro, por exemplo: 500; 1000; 2000.</translation>
    </message>
    <message>
        <source>{0}&#xa0;%</source>
        <translation>{0}&#xa0;%</translation>
    </message>
</context>
<context>
    <name>CustomerWindow</name>
    <message>
        <source>Customer&apos;s screen</source>
        <translation>Ecrã do cliente</translation>
    </message>
    <message>
        <source>Keep your receipt</source>
        <translation>Guarde o seu recibo</translation>
    </message>
    <message>
        <source>QR of the page on which you pay</source>
        <translation>QR da página em que paga</translation>
    </message>
    <message>
        <source>QR of your receipt</source>
        <translation>QR do seu recibo</translation>
    </message>
    <message>
        <source>Scan it with your phone&apos;s camera.</source>
        <translation>Leia com a câmara do telemóvel.</translation>
    </message>
    <message>
        <source>TRAINING: no money moves</source>
        <translation>TREINO: não há dinheiro real</translation>
    </message>
</context>
<context>
    <name>DamagePanel</name>
    <message>
        <source>An older copy</source>
        <translation>Cópia mais antiga</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Copy of {0} · sales: {1}</source>
        <translation>Cópia de {0} · vendas: {1}</translation>
    </message>
    <message>
        <source>If it was moved, put it back and open the till again.</source>
        <translation>Se foi mudado de sítio, ponha-o de volta e abra a caixa outra vez.</translation>
    </message>
    <message>
        <source>It knows every sale until {0}</source>
        <translation>Tem todas as vendas até {0}</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Procurar outra vez</translation>
    </message>
    <message>
        <source>Looking for the last copy…</source>
        <translation>A procurar a última cópia…</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Nothing is deleted: the damaged file is kept under another name.</source>
        <translation>Nada se apaga: o ficheiro danificado fica guardado com outro nome.</translation>
    </message>
    <message>
        <source>Nothing is deleted: the present file is kept under another name.</source>
        <translation>Nada é apagado: o ficheiro actual fica guardado com outro nome.</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Abrir a caixa</translation>
    </message>
    <message>
        <source>Or close the till: “pos-app rebuild” makes it again, with every sale.</source>
        <translation>Ou feche a caixa: “pos-app rebuild” refá-lo, com todas as vendas.</translation>
    </message>
    <message>
        <source>Put in the stick with the copies, then look again.</source>
        <translation>Ligue a pen com as cópias e procure outra vez.</translation>
    </message>
    <message>
        <source>Restore this copy</source>
        <translation>Repor esta cópia</translation>
    </message>
    <message>
        <source>Restoring and checking every sale…</source>
        <translation>A repor e a verificar todas as vendas…</translation>
    </message>
    <message>
        <source>Sales that waited then, and are in doubt now: {0}</source>
        <translation>Vendas que estavam à espera e agora são duvidosas: {0}</translation>
    </message>
    <message>
        <source>The file that was there is kept: {0}</source>
        <translation>O ficheiro anterior está guardado: {0}</translation>
    </message>
    <message>
        <source>The journal is back</source>
        <translation>O diário está de volta</translation>
    </message>
    <message>
        <source>The next sale is number {0}.</source>
        <translation>A próxima venda tem o número {0}.</translation>
    </message>
    <message>
        <source>The till goes on from it. Sales made later have to be checked with the provider.</source>
        <translation>A caixa continua a partir dela. As vendas feitas depois têm de ser confirmadas com o prestador.</translation>
    </message>
    <message>
        <source>The till goes on from it. What can still be proved of the damaged file is taken over; other sales made later have to be checked with the provider.</source>
        <translation>A caixa continua a partir dela. Do ficheiro danificado aproveita-se o que ainda se prova; outras vendas feitas depois têm de ser confirmadas com o prestador.</translation>
    </message>
    <message>
        <source>There is no copy in {0}</source>
        <translation>Não há nenhuma cópia em {0}</translation>
    </message>
    <message>
        <source>What was sold or given back after that is not in it. Check it with the provider before you charge or give back again.</source>
        <translation>O que se vendeu ou devolveu depois não está nele. Confirme com o prestador antes de voltar a cobrar ou a devolver.</translation>
    </message>
</context>
<context>
    <name>DayModel</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Avisos</translation>
    </message>
</context>
<context>
    <name>DoubtCard</name>
    <message>
        <source>Ask now</source>
        <translation>Perguntar agora</translation>
    </message>
    <message>
        <source>Ask the customer</source>
        <translation>Perguntar ao cliente</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy what to look for</source>
        <translation>Copiar o que procurar</translation>
    </message>
    <message>
        <source>Look elsewhere</source>
        <translation>Ver noutro lado</translation>
    </message>
    <message>
        <source>The till</source>
        <translation>A caixa</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>O que fazer</translation>
    </message>
</context>
<context>
    <name>DoubtStrip</name>
    <message numerus="yes">
        <source>%n sale(s) whose outcome is unknown</source>
        <translation>
            <numerusform>%n venda com resultado desconhecido</numerusform>
            <numerusform>%n vendas com resultado desconhecido</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoubtsPage</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>Voltar à venda</translation>
    </message>
    <message>
        <source>Nothing to clear up: every sale has its outcome.</source>
        <translation>Nada por esclarecer: todas as vendas têm resultado.</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sales to clear up, oldest first</source>
        <translation>Vendas por esclarecer, a mais antiga primeiro</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>To clear up</source>
        <translation>Por esclarecer</translation>
    </message>
</context>
<context>
    <name>ExtendDialog</name>
    <message>
        <source>Extend</source>
        <translation>Prolongar</translation>
    </message>
    <message>
        <source>Extend to {0}</source>
        <translation>Prolongar até {0}</translation>
    </message>
    <message>
        <source>Until now: {0}</source>
        <translation>Até agora: {0}</translation>
    </message>
    <message>
        <source>Until when may it be paid?</source>
        <translation>Até quando pode ser paga?</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Go on without saving</source>
        <translation>Continuar sem guardar</translation>
    </message>
    <message>
        <source>My shop</source>
        <translation>A minha loja</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguinte</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Abrir a caixa</translation>
    </message>
    <message>
        <source>Till 1</source>
        <translation>Caixa 1</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Be the customer</source>
        <translation>Fazer de cliente</translation>
    </message>
    <message>
        <source>Be the customer ↗</source>
        <translation>Fazer de cliente ↗</translation>
    </message>
    <message>
        <source>Customer ↗</source>
        <translation>Cliente ↗</translation>
    </message>
    <message>
        <source>Help: the keys (F1)</source>
        <translation>Ajuda: as teclas (F1)</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Diário</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Vender</translation>
    </message>
    <message>
        <source>Sell: there is news of a sale</source>
        <translation>Vender: há novidades numa venda</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>TREINO</translation>
    </message>
</context>
<context>
    <name>HelpColumn</name>
    <message>
        <source>Help for the field that you are filling in</source>
        <translation>Ajuda do campo que está a preencher</translation>
    </message>
    <message>
        <source>It looks like this</source>
        <translation>Tem este aspecto</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>After Not paid: the same amount, another way</source>
        <translation>Depois de «Não pago»: o mesmo valor, de outra forma</translation>
    </message>
    <message>
        <source>Begin with the amount, from anywhere on the Sell screen</source>
        <translation>Começar pelo valor, em qualquer parte do ecrã Vender</translation>
    </message>
    <message>
        <source>Bring back the last sale, to be charged again</source>
        <translation>Repor os dados da última venda, para cobrar de novo</translation>
    </message>
    <message>
        <source>Choose how to pay; the number chooses by itself</source>
        <translation>Escolher como se paga; o número escolhe sozinho</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close the help</source>
        <translation>Fechar a ajuda</translation>
    </message>
    <message>
        <source>Forward: to the phone, then charge. After the verdict: next</source>
        <translation>Avançar: ao telemóvel, depois cobrar. Após o veredicto: seguinte</translation>
    </message>
    <message>
        <source>Lock the till, or let somebody else go on</source>
        <translation>Bloquear a caixa, ou deixar outra pessoa continuar</translation>
    </message>
    <message>
        <source>One field back. It never cancels money</source>
        <translation>Um campo atrás. Nunca anula dinheiro</translation>
    </message>
    <message>
        <source>Sell, journal, settings</source>
        <translation>Vender, diário, definições</translation>
    </message>
    <message>
        <source>The keys</source>
        <translation>As teclas</translation>
    </message>
    <message>
        <source>This help</source>
        <translation>Esta ajuda</translation>
    </message>
    <message>
        <source>To every other control; through the list of sales</source>
        <translation>A todos os outros controlos; pela lista de vendas</translation>
    </message>
</context>
<context>
    <name>IncidentDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close; the till goes on</source>
        <translation>Fechar; a caixa continua</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copiar o relatório</translation>
    </message>
    <message>
        <source>Error report</source>
        <translation>Relatório do erro</translation>
    </message>
    <message>
        <source>Look at the last sale before you charge again. If it happens again, copy this report and send it to support: there are no keys and no whole phone numbers in it.</source>
        <translation>Veja a última venda antes de cobrar de novo. Se voltar a acontecer, copie este relatório e envie-o ao apoio técnico: não contém chaves nem números de telefone inteiros.</translation>
    </message>
    <message>
        <source>Something in the till failed, and it was noted.</source>
        <translation>Algo falhou na caixa e ficou registado.</translation>
    </message>
    <message>
        <source>The sales are safe in the journal, and the till goes on.</source>
        <translation>As vendas estão seguras no diário e a caixa continua a funcionar.</translation>
    </message>
</context>
<context>
    <name>IncidentNotice</name>
    <message>
        <source>Close this notice</source>
        <translation>Fechar este aviso</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalhes</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Detalhes do erro</translation>
    </message>
    <message>
        <source>Something failed. Look at the last sale before charging again.</source>
        <translation>Algo falhou. Veja a última venda antes de cobrar de novo.</translation>
    </message>
</context>
<context>
    <name>JournalBar</name>
    <message>
        <source>All methods</source>
        <translation>Todos os métodos</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todos os estados</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Dia seguinte</translation>
    </message>
    <message>
        <source>Phone, reference, amount, number or description</source>
        <translation>Telemóvel, referência, valor, número ou descrição</translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation>Dia anterior</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Procurar</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message>
        <source>Close the day that is shown</source>
        <translation>Fechar o dia que está à vista</translation>
    </message>
    <message>
        <source>Close the day…</source>
        <translation>Fechar o dia…</translation>
    </message>
    <message>
        <source>Life of the sale</source>
        <translation>Vida da venda</translation>
    </message>
    <message>
        <source>Pay money out to a phone</source>
        <translation>Enviar dinheiro para um telemóvel</translation>
    </message>
    <message>
        <source>Pay out…</source>
        <translation>Enviar dinheiro…</translation>
    </message>
    <message>
        <source>Reference slip</source>
        <translation>Talão da referência</translation>
    </message>
    <message>
        <source>Sales of the day</source>
        <translation>Vendas do dia</translation>
    </message>
    <message>
        <source>Select a sale to see its life</source>
        <translation>Escolha uma venda para ver o que aconteceu</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Talão</translation>
    </message>
    <message>
        <source>Totals of the day</source>
        <translation>Totais do dia</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Capital letter</source>
        <translation>Maiúscula</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluído</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Sinais</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espaço</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Decimal mark</source>
        <translation>Vírgula decimal</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
</context>
<context>
    <name>LastStep</name>
    <message>
        <source>A sale: amount, Enter, phone, Enter. F1 shows every key.</source>
        <translation>Uma venda: valor, Enter, telemóvel, Enter. F1 mostra as teclas.</translation>
    </message>
    <message>
        <source>No provider is set up yet: press a way to pay to fill in its account.</source>
        <translation>Ainda não há prestadores configurados: toque numa forma de pagar para preencher a conta.</translation>
    </message>
    <message>
        <source>Nobody has a PIN yet: the first refund asks for one.</source>
        <translation>Ainda ninguém tem PIN: a primeira devolução pede um.</translation>
    </message>
    <message>
        <source>Set up: {0}</source>
        <translation>Configurado: {0}</translation>
    </message>
    <message>
        <source>The till is ready</source>
        <translation>A caixa está pronta</translation>
    </message>
    <message>
        <source>With a PIN: {0}</source>
        <translation>Com PIN: {0}</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Erase</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Algarismos</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>4 to 8 figures</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>Choose your name, type your PIN. Sales that wait go on.</source>
        <translation>Escolha o seu nome e escreva o PIN. As vendas à espera continuam.</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Abrir a caixa</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Type your PIN</source>
        <translation>Escreva o seu PIN</translation>
    </message>
    <message>
        <source>Use the recovery code…</source>
        <translation>Usar o código de recuperação…</translation>
    </message>
    <message>
        <source>Who is at the till?</source>
        <translation>Quem está na caixa?</translation>
    </message>
</context>
<context>
    <name>MethodTiles</name>
    <message>
        <source>ATM or bank</source>
        <translation>ATM, banco</translation>
    </message>
    <message>
        <source>Fewer ways</source>
        <translation>Menos formas</translation>
    </message>
    <message>
        <source>More ways</source>
        <translation>Mais formas</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>Por configurar</translation>
    </message>
    <message>
        <source>On the phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Other ways</source>
        <translation>Outras formas</translation>
    </message>
    <message>
        <source>Prepaid code</source>
        <translation>Pré-pago</translation>
    </message>
    <message>
        <source>QR page</source>
        <translation>Página com QR</translation>
    </message>
    <message>
        <source>Set up another way to pay</source>
        <translation>Configurar outra forma de pagamento</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Looking for printers…</source>
        <translation>A procurar impressoras…</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Sem impressora</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>Imprimir 2.ª via</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impressora</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Guardar PDF</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Guardar como PDF</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Guardado: {0}</translation>
    </message>
    <message>
        <source>Sent to {0}</source>
        <translation>Enviado para {0}</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Again</source>
        <translation>Outra vez</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Escolher</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Escolha uma frase-passe</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open the keys</source>
        <translation>Abrir as chaves</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>The providers&apos; keys are in an encrypted file. Until it is opened, nothing can be charged.</source>
        <translation>As chaves dos fornecedores estão num ficheiro cifrado. Enquanto não for aberto, não se pode cobrar.</translation>
    </message>
    <message>
        <source>This computer has no keyring: the keys are kept in an encrypted file of the till. Only this passphrase opens it, at every start. If it is lost, the keys have to be typed again.</source>
        <translation>Este computador não tem porta-chaves: as chaves ficam num ficheiro cifrado da caixa. Só esta frase-passe o abre, em cada arranque. Se a perder, tem de escrever as chaves de novo.</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>The program from which this was copied does not answer: type it.</source>
        <translation>O programa de onde isto foi copiado não responde: escreva à mão.</translation>
    </message>
</context>
<context>
    <name>PayOutDialog</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Description (optional)</source>
        <translation>Descrição (opcional)</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Money from the shop to a phone. It cannot be called back.</source>
        <translation>Dinheiro da loja para um telemóvel. Não se pode chamar de volta.</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>Enviar dinheiro</translation>
    </message>
    <message>
        <source>Pay out again all the same</source>
        <translation>Pagar outra vez mesmo assim</translation>
    </message>
    <message>
        <source>Pay out {0}</source>
        <translation>Enviar {0}</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>4 to 8 figures</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>A PIN for {0}</source>
        <translation>Um PIN para {0}</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Outra vez</translation>
    </message>
    <message>
        <source>Become manager with the recovery code</source>
        <translation>Passar a gerente com o código de recuperação</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador de caixa</translation>
    </message>
    <message>
        <source>From the first cashier on, the till asks who is there, and every sale keeps it. Refunds and the like take a manager&apos;s PIN.</source>
        <translation>A partir do primeiro operador, a caixa pergunta quem está, e cada venda guarda-o. Devoluções e afins pedem o PIN de um gerente.</translation>
    </message>
    <message>
        <source>Keep as cashier</source>
        <translation>Guardar como operador</translation>
    </message>
    <message>
        <source>Keep as manager</source>
        <translation>Guardar como gerente</translation>
    </message>
    <message>
        <source>Make a new one</source>
        <translation>Criar um novo</translation>
    </message>
    <message>
        <source>Make a new recovery code</source>
        <translation>Criar um novo código de recuperação</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>PIN novo</translation>
    </message>
    <message>
        <source>New PIN: {0}</source>
        <translation>PIN novo: {0}</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Pessoas</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Retirar {0}</translation>
    </message>
    <message>
        <source>Save {0} first, or clear the name.</source>
        <translation>Guarde primeiro {0}, ou apague o nome.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Somebody new, or a new PIN</source>
        <translation>Alguém novo, ou um PIN novo</translation>
    </message>
    <message>
        <source>The name on the list when somebody signs in, and beside every sale.</source>
        <translation>O nome que aparece na lista de entrada e em cada venda.</translation>
    </message>
    <message>
        <source>There is none: if the PINs were lost now, nobody could manage this till any more. Make one, and keep it on paper.</source>
        <translation>Não há nenhum: se os PIN se perdessem agora, ninguém poderia voltar a gerir esta caixa. Crie um e guarde-o em papel.</translation>
    </message>
    <message>
        <source>There is one, on paper. It makes a manager again where the PINs are lost or forgotten.</source>
        <translation>Existe um, em papel. Permite voltar a ter um gerente se os PIN se perderem ou forem esquecidos.</translation>
    </message>
    <message>
        <source>Type the same PIN twice. It is never shown.</source>
        <translation>Escreva o mesmo PIN duas vezes. Nunca é mostrado.</translation>
    </message>
    <message>
        <source>Use it…</source>
        <translation>Usar…</translation>
    </message>
    <message>
        <source>Whoever has a manager&apos;s PIN can refund and change settings.</source>
        <translation>Quem tem o PIN de gerente pode devolver dinheiro e mudar as definições.</translation>
    </message>
</context>
<context>
    <name>PersonTile</name>
    <message>
        <source>Cashier</source>
        <translation>Operador de caixa</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
</context>
<context>
    <name>PhoneBox</name>
    <message>
        <source>Training: any number pays, {0} refuses</source>
        <translation>Treino: qualquer número paga, {0} recusa</translation>
    </message>
    <message>
        <source>valid number</source>
        <translation>número válido</translation>
    </message>
    <message>
        <source>{0}: not a {1} number</source>
        <translation>{0}: não é um número {1}</translation>
    </message>
</context>
<context>
    <name>PinSection</name>
    <message>
        <source>4 to 8 figures</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Outra vez</translation>
    </message>
    <message>
        <source>Keep this PIN</source>
        <translation>Guardar este PIN</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Novo PIN</translation>
    </message>
    <message>
        <source>Nobody has a PIN yet. Give the manager one:</source>
        <translation>Ainda ninguém tem PIN. Dê um ao gerente:</translation>
    </message>
    <message>
        <source>Not the same PIN</source>
        <translation>Não é o mesmo PIN</translation>
    </message>
    <message>
        <source>Training: the PIN is 0000</source>
        <translation>Treino: o PIN é 0000</translation>
    </message>
    <message>
        <source>Type the manager&apos;s name</source>
        <translation>Escreva o nome do gerente</translation>
    </message>
</context>
<context>
    <name>PrinterCard</name>
    <message>
        <source>Add the printer in the system&apos;s settings first, then press Look again.</source>
        <translation>Adicione primeiro a impressora nas definições do sistema e depois carregue em Procurar de novo.</translation>
    </message>
    <message>
        <source>Any printer that this computer knows, on a roll or on sheets. Without one, slips are shown on the screen and saved as PDF.</source>
        <translation>Qualquer impressora que este computador conheça, de rolo ou de folhas. Sem ela, os talões aparecem no ecrã e guardam-se em PDF.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Procurar de novo</translation>
    </message>
    <message>
        <source>Look for printers again</source>
        <translation>Procurar impressoras de novo</translation>
    </message>
    <message>
        <source>Looking for printers…</source>
        <translation>A procurar impressoras…</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Sem impressora</translation>
    </message>
    <message>
        <source>Print a test</source>
        <translation>Imprimir um teste</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impressora</translation>
    </message>
    <message>
        <source>Sent to {0}</source>
        <translation>Enviado para {0}</translation>
    </message>
    <message>
        <source>The test prints one slip.</source>
        <translation>O teste imprime um talão.</translation>
    </message>
</context>
<context>
    <name>RecentCustomers</name>
    <message>
        <source>Previous customer: {0}</source>
        <translation>Cliente anterior: {0}</translation>
    </message>
</context>
<context>
    <name>RecoverDialog</name>
    <message>
        <source>24 figures</source>
        <translation>24 algarismos</translation>
    </message>
    <message>
        <source>4 to 8 figures</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Outra vez</translation>
    </message>
    <message>
        <source>Become manager</source>
        <translation>Passar a gerente</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Novo PIN</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>The PIN is forgotten</source>
        <translation>Esqueceu-se do PIN</translation>
    </message>
    <message>
        <source>The recovery code gives a manager a new PIN. The journal keeps it.</source>
        <translation>O código de recuperação dá um novo PIN a um gerente. O uso fica registado no diário.</translation>
    </message>
</context>
<context>
    <name>Refill</name>
    <message>
        <source>Charge or clear what is typed here first.</source>
        <translation>Primeiro cobre ou limpe o que já está escrito aqui.</translation>
    </message>
</context>
<context>
    <name>RefundDialog</name>
    <message>
        <source>Amount, at most {0}</source>
        <translation>Valor, no máximo {0}</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Devolver</translation>
    </message>
    <message>
        <source>Give back {0}</source>
        <translation>Devolver {0}</translation>
    </message>
    <message>
        <source>Sale {0}</source>
        <translation>Venda {0}</translation>
    </message>
    <message>
        <source>goes to {0}</source>
        <translation>vai para {0}</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Release</source>
        <translation>Libertar</translation>
    </message>
    <message>
        <source>Release {0}?</source>
        <translation>Libertar {0}?</translation>
    </message>
    <message>
        <source>The customer keeps the money, and the sale is over.</source>
        <translation>O cliente fica com o dinheiro e a venda termina.</translation>
    </message>
    <message>
        <source>Yes, release</source>
        <translation>Sim, libertar</translation>
    </message>
</context>
<context>
    <name>RepeatLast</name>
    <message>
        <source>Sale {0} is not finished yet: wait for its result.</source>
        <translation>A venda {0} ainda não terminou: espere pelo resultado.</translation>
    </message>
    <message>
        <source>Sale {0} is on hold: capture or release it first.</source>
        <translation>A venda {0} tem o valor cativo: conclua a cobrança ou liberte-o primeiro.</translation>
    </message>
    <message>
        <source>Sale {0} may still be paid. Look at it first.</source>
        <translation>A venda {0} ainda pode ser paga. Veja-a primeiro.</translation>
    </message>
    <message>
        <source>Sale {0} needs attention first. Do not charge it again.</source>
        <translation>A venda {0} está por resolver. Não a cobre de novo.</translation>
    </message>
    <message>
        <source>There is no sale to repeat yet.</source>
        <translation>Ainda não há nenhuma venda para repetir.</translation>
    </message>
    <message>
        <source>{0} is not set up on this till.</source>
        <translation>{0} não está configurado nesta caixa.</translation>
    </message>
</context>
<context>
    <name>SalesList</name>
    <message>
        <source>Each sale stands here, newest first.</source>
        <translation>Cada venda aparece aqui, a mais recente primeiro.</translation>
    </message>
</context>
<context>
    <name>SalesModel</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n venda</numerusform>
            <numerusform>%n vendas</numerusform>
        </translation>
    </message>
    <message>
        <source>Last sales</source>
        <translation>Últimas</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>À espera</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
</context>
<context>
    <name>SalesPanel</name>
    <message numerus="yes">
        <source>%n sale(s) to clear up</source>
        <translation>
            <numerusform>%n venda por esclarecer</numerusform>
            <numerusform>%n vendas por esclarecer</numerusform>
        </translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Sales, newest first</source>
        <translation>Vendas, a mais recente primeiro</translation>
    </message>
</context>
<context>
    <name>ScanQuestion</name>
    <message>
        <source>Clear it</source>
        <translation>Apagar</translation>
    </message>
    <message>
        <source>Typed faster than by hand, as a scanner does: {0}. Is it meant?</source>
        <translation>Escrito mais depressa do que à mão, como por um leitor de códigos: {0}. É mesmo isto?</translation>
    </message>
    <message>
        <source>Use it all the same</source>
        <translation>Usar mesmo assim</translation>
    </message>
</context>
<context>
    <name>SecondCharge</name>
    <message>
        <source>Charge again all the same</source>
        <translation>Cobrar de novo mesmo assim</translation>
    </message>
    <message>
        <source>See sale {0}</source>
        <translation>Ver a venda {0}</translation>
    </message>
</context>
<context>
    <name>SettingsCard</name>
    <message>
        <source>Change the shop&apos;s settings</source>
        <translation>Mudar as definições da loja</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>At the counter</source>
        <translation>Ao balcão</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Auditoria</translation>
    </message>
    <message>
        <source>Leave training</source>
        <translation>Sair do treino</translation>
    </message>
    <message>
        <source>Open the real shop</source>
        <translation>Abrir a loja verdadeira</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Pessoas</translation>
    </message>
    <message>
        <source>Practise with simulated providers, where no money moves</source>
        <translation>Praticar com prestadores simulados, sem dinheiro real</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impressora</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Prestadores</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>Training mode</source>
        <translation>Modo de treino</translation>
    </message>
    <message>
        <source>{0}: not saved</source>
        <translation>{0}: por guardar</translation>
    </message>
</context>
<context>
    <name>SettleDialog</name>
    <message>
        <source>Ask and look first: settle only what you know.</source>
        <translation>Primeiro perguntar e ver: resolver só o que se sabe.</translation>
    </message>
    <message>
        <source>How did it end?</source>
        <translation>Como terminou?</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>Como sabe?</translation>
    </message>
    <message>
        <source>It did not happen</source>
        <translation>Não aconteceu</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pago</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Esclarecer</translation>
    </message>
    <message>
        <source>The journal keeps it</source>
        <translation>Fica no diário</translation>
    </message>
</context>
<context>
    <name>ShopCard</name>
    <message>
        <source>At the end of every slip: thanks, opening hours, a telephone.</source>
        <translation>No fim de cada talão: agradecimento, horário, um telefone.</translation>
    </message>
    <message>
        <source>At the top of the window and on slips.</source>
        <translation>No topo da janela e nos talões.</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Line on slips</source>
        <translation>Linha nos talões</translation>
    </message>
    <message>
        <source>Of the clock on the shop&apos;s wall. From the next start.</source>
        <translation>Do relógio na parede da loja. A partir do próximo arranque.</translation>
    </message>
    <message>
        <source>Sales before it belong to the day before. As 06:00; from the next start.</source>
        <translation>As vendas antes contam para o dia anterior. Como 06:00; a partir do próximo arranque.</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>Nome da loja</translation>
    </message>
    <message>
        <source>The day begins at</source>
        <translation>O dia começa às</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Caixa</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuso horário</translation>
    </message>
    <message>
        <source>What this till is called, on slips too.</source>
        <translation>Como se chama esta caixa, também nos talões.</translation>
    </message>
    <message>
        <source>Which ways to pay come first. From the next start.</source>
        <translation>Que formas de pagar vêm primeiro. A partir do próximo arranque.</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Close of the day</source>
        <translation>Fecho do dia</translation>
    </message>
    <message>
        <source>Closed before</source>
        <translation>Já fechado antes</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>Fechado por</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>2.ª via</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Algarismos</translation>
    </message>
    <message>
        <source>Head of the journal</source>
        <translation>Último registo do diário</translation>
    </message>
    <message>
        <source>If all of this can be read, and the paper ends below, slips come out.</source>
        <translation>Se tudo isto se lê e o papel acaba abaixo, os talões saem bem.</translation>
    </message>
    <message>
        <source>Keep this slip away from the till: if anybody ever rewrites the journal, it no longer fits these figures.</source>
        <translation>Guarde este talão longe da caixa: se alguém reescrever o diário, estes algarismos deixam de bater certo.</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Letras</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>More or less than asked</source>
        <translation>A mais ou a menos do pedido</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Líquido</translation>
    </message>
    <message>
        <source>Pay at an ATM, in Multicaixa Express or with your bank: Payments, then Payment by reference.</source>
        <translation>Pague num ATM, no Multicaixa Express ou no seu banco: Pagamentos, depois Pagamento por referência.</translation>
    </message>
    <message>
        <source>Payment by reference</source>
        <translation>Pagamento por referência</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>TREINO</translation>
    </message>
    <message>
        <source>Test of the printer</source>
        <translation>Teste da impressora</translation>
    </message>
    <message>
        <source>Training: this reference cannot be paid.</source>
        <translation>Treino: esta referência não pode ser paga.</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válida até</translation>
    </message>
    <message>
        <source>Whoever has this code can become a manager of this till where its PINs are lost or forgotten. Keep it away from the till; a newer one ends it.</source>
        <translation>Quem tiver este código pode passar a gerente desta caixa se os PIN se perderem ou forem esquecidos. Guarde-o longe da caixa; um código mais recente anula-o.</translation>
    </message>
</context>
<context>
    <name>SlipDialog</name>
    <message>
        <source>Reference slip</source>
        <translation>Talão da referência</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Pessoas</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impressora</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Prestadores</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Pronto</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>{0}: answered</source>
        <translation>{0}: respondido</translation>
    </message>
</context>
<context>
    <name>StrayStrip</name>
    <message numerus="yes">
        <source>%n payment(s) in the queue are no sale of this till</source>
        <translation>
            <numerusform>%n pagamento na fila não é de nenhuma venda desta caixa</numerusform>
            <numerusform>%n pagamentos na fila não são de nenhuma venda desta caixa</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StraysDialog</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Pertence a</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Payments that are no sale of this till</source>
        <translation>Pagamentos que não são de nenhuma venda desta caixa</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>Take out of the queue…</source>
        <translation>Retirar da fila…</translation>
    </message>
    <message>
        <source>They are safe with the provider and stay there until the till that they belong to takes them. One that no till waits for fills the queue: a manager takes it out.</source>
        <translation>Estão seguros no prestador e ficam lá até a caixa a que pertencem os ir buscar. Um que nenhuma caixa espera enche a fila: um gerente retira-o.</translation>
    </message>
    <message>
        <source>Unmatched payments</source>
        <translation>Pagamentos sem venda</translation>
    </message>
    <message>
        <source>another till: {0}</source>
        <translation>outra caixa: {0}</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>não indicado</translation>
    </message>
</context>
<context>
    <name>TakeDialog</name>
    <message>
        <source>Another till that waits for it will never see it.</source>
        <translation>Outra caixa que espere por ele nunca o verá.</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>Como sabe?</translation>
    </message>
    <message>
        <source>Is it the shop&apos;s, and no other till&apos;s?</source>
        <translation>É da loja, e de nenhuma outra caixa?</translation>
    </message>
    <message>
        <source>No till of the shop waits for it</source>
        <translation>Nenhuma caixa da loja está à espera dele</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>Retirar da fila</translation>
    </message>
    <message>
        <source>The journal keeps it</source>
        <translation>Fica no diário</translation>
    </message>
</context>
<context>
    <name>Takings</name>
    <message>
        <source>today {0}</source>
        <translation>hoje {0}</translation>
    </message>
</context>
<context>
    <name>ToggleSwitch</name>
    <message>
        <source>Off</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Sim</translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message>
        <source>More or less than asked</source>
        <translation>A mais ou a menos do pedido</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Líquido</translation>
    </message>
    <message>
        <source>No sales on this day</source>
        <translation>Sem vendas neste dia</translation>
    </message>
</context>
<context>
    <name>TroublePanel</name>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Mend the settings file, then start the till again.</source>
        <translation>Corrija o ficheiro de definições e abra a caixa de novo.</translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>Nothing can be charged meanwhile.</source>
        <translation>Entretanto não se pode cobrar.</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>Não guardar</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Ainda por guardar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>You have typed something here and not saved it: {0}.</source>
        <translation>Escreveu aqui algo que ainda não guardou: {0}.</translation>
    </message>
</context>
<context>
    <name>Validity</name>
    <message>
        <source>24 hours</source>
        <translation>24 horas</translation>
    </message>
    <message>
        <source>The reference may be paid for {0}</source>
        <translation>A referência pode ser paga durante {0}</translation>
    </message>
    <message>
        <source>Valid {0}</source>
        <translation>Válida {0}</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} dias</translation>
    </message>
</context>
<context>
    <name>VerdictActs</name>
    <message>
        <source>Another way</source>
        <translation>Outra forma</translation>
    </message>
    <message>
        <source>Ask now</source>
        <translation>Perguntar</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>A perguntar…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Cancel sale</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Cancel this sale? The customer can then no longer pay it.</source>
        <translation>Anular esta venda? O cliente deixa de a poder pagar.</translation>
    </message>
    <message>
        <source>Charge again</source>
        <translation>Cobrar de novo</translation>
    </message>
    <message>
        <source>Charge again another way</source>
        <translation>Cobrar de novo de outra forma</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguinte</translation>
    </message>
    <message>
        <source>On to the next customer</source>
        <translation>Passar ao cliente seguinte</translation>
    </message>
    <message>
        <source>Reference slip</source>
        <translation>Talão da referência</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Talão</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>O que fazer</translation>
    </message>
    <message>
        <source>Yes, cancel</source>
        <translation>Sim, anular</translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Last word</source>
        <translation>Última notícia</translation>
    </message>
    <message>
        <source>Ready for a sale</source>
        <translation>Pronto para a próxima venda</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>The first sale: amount, Enter, phone, Enter. F1 shows every key.</source>
        <translation>A primeira venda: valor, Enter, telemóvel, Enter. F1 mostra as teclas.</translation>
    </message>
    <message>
        <source>The verdict on each sale stands here.</source>
        <translation>Aqui aparece o resultado de cada venda.</translation>
    </message>
    <message>
        <source>entity {0}</source>
        <translation>entidade {0}</translation>
    </message>
    <message>
        <source>nothing heard yet</source>
        <translation>ainda sem notícias</translation>
    </message>
    <message>
        <source>of sale {0}</source>
        <translation>da venda {0}</translation>
    </message>
    <message>
        <source>{0}, at {1}</source>
        <translation>{0}, às {1}</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Or try everything first, with simulated providers. No money moves.</source>
        <translation>Ou experimente tudo primeiro, com prestadores simulados. Não há dinheiro real.</translation>
    </message>
    <message>
        <source>Training mode</source>
        <translation>Modo de treino</translation>
    </message>
    <message>
        <source>Two minutes to the first sale. All of it can be changed in the settings.</source>
        <translation>Dois minutos até à primeira venda. Tudo se pode mudar nas definições.</translation>
    </message>
    <message>
        <source>Welcome to your till</source>
        <translation>Bem-vindo à sua caixa</translation>
    </message>
    <message>
        <source>Where is the shop?</source>
        <translation>Onde fica a loja?</translation>
    </message>
</context>
<context>
    <name>WhoButton</name>
    <message>
        <source>Lock, or let somebody else go on (F12)</source>
        <translation>Bloquear, ou deixar outra pessoa continuar (F12)</translation>
    </message>
</context>
<context>
    <name>account_state</name>
    <message>
        <source>key refused</source>
        <translation>chave recusada</translation>
    </message>
    <message>
        <source>not tested</source>
        <translation>por testar</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>não usado</translation>
    </message>
    <message>
        <source>works</source>
        <translation>a funcionar</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>A manager&apos;s PIN is needed for this.</source>
        <translation>Para isto é preciso o PIN de um gerente.</translation>
    </message>
    <message>
        <source>Allowed by: {0}</source>
        <translation>Autorizado por: {0}</translation>
    </message>
    <message>
        <source>At the till: {0}</source>
        <translation>Na caixa: {0}</translation>
    </message>
    <message>
        <source>Cashier&apos;s PIN</source>
        <translation>PIN do operador</translation>
    </message>
    <message>
        <source>Copied and checked: {0} · sales: {1}</source>
        <translation>Copiado e verificado: {0} · vendas: {1}</translation>
    </message>
    <message>
        <source>Day {0} closed by {1}</source>
        <translation>Dia {0} fechado por {1}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluído</translation>
    </message>
    <message>
        <source>Events after the copy that the old file still proves: {0}</source>
        <translation>Registos posteriores à cópia que o ficheiro antigo ainda prova: {0}</translation>
    </message>
    <message>
        <source>Given back: {0}</source>
        <translation>Devolvido: {0}</translation>
    </message>
    <message>
        <source>Has no PIN any more: {0}</source>
        <translation>Já não tem PIN: {0}</translation>
    </message>
    <message>
        <source>Head of the journal: {0}</source>
        <translation>Último registo do diário: {0}</translation>
    </message>
    <message>
        <source>Held: {0}</source>
        <translation>Reservado: {0}</translation>
    </message>
    <message>
        <source>If the till was moved here, type: {0}
If both computers sell, type: {1}</source>
        <translation>Se a caixa mudou para aqui, escreva: {0}
Se vendem os dois computadores, escreva: {1}</translation>
    </message>
    <message>
        <source>In training there are no accounts to look after: leave --training out.</source>
        <translation>Em treino não há contas a gerir: deixe de fora --training.</translation>
    </message>
    <message>
        <source>It had been closed already: {0}, {1}</source>
        <translation>Já tinha sido fechado: {0}, {1}</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Keep these figures outside this computer: `verify --head` tells by them whether anybody has rewritten the journal.</source>
        <translation>Guarde estes algarismos fora deste computador: com eles, `verify --head` diz se alguém reescreveu o diário.</translation>
    </message>
    <message>
        <source>Kept with the keys. The window reads it when it starts.</source>
        <translation>Guardado com as chaves. A janela lê-o quando abre.</translation>
    </message>
    <message>
        <source>Left on the voucher: {0}</source>
        <translation>Resta no voucher: {0}</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>May be paid until: {0}</source>
        <translation>Pode ser pago até: {0}</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Líquido</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Novo PIN</translation>
    </message>
    <message>
        <source>No account is set up: fill one in in the settings.</source>
        <translation>Nenhuma conta está configurada: preencha uma nas definições.</translation>
    </message>
    <message>
        <source>No sales on this day.</source>
        <translation>Sem vendas neste dia.</translation>
    </message>
    <message>
        <source>Passphrase of the keys</source>
        <translation>Frase-passe das chaves</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>Recovery code, told this once: {0}
Keep it on paper, away from the till: whoever has it can become a manager where the PINs are lost.</source>
        <translation>Código de recuperação, dito só esta vez: {0}
Guarde-o em papel, longe da caixa: quem o tiver pode tornar-se gerente se os PIN se perderem.</translation>
    </message>
    <message>
        <source>Sales that waited then, and are in doubt now: {0}</source>
        <translation>Vendas que estavam à espera e agora são duvidosas: {0}</translation>
    </message>
    <message>
        <source>Say who is at the till: `--cashier`.</source>
        <translation>Diga quem está na caixa: `--cashier`.</translation>
    </message>
    <message>
        <source>That day has not come: {0}</source>
        <translation>Esse dia ainda não chegou: {0}</translation>
    </message>
    <message>
        <source>The PIN was kept: {0}</source>
        <translation>O PIN foi guardado: {0}</translation>
    </message>
    <message>
        <source>The cashier&apos;s PIN is needed for this.</source>
        <translation>É preciso o PIN do operador.</translation>
    </message>
    <message>
        <source>The customer pays here: {0}</source>
        <translation>O cliente paga aqui: {0}</translation>
    </message>
    <message>
        <source>The file as it was is kept: {0}</source>
        <translation>O ficheiro como estava fica guardado: {0}</translation>
    </message>
    <message>
        <source>The journal goes on from {0} · sales: {1}</source>
        <translation>O diário continua a partir de {0} · vendas: {1}</translation>
    </message>
    <message>
        <source>The journal verifies: there is nothing to make again.</source>
        <translation>O diário está certo: não há nada a refazer.</translation>
    </message>
    <message>
        <source>The journal was made again from what has happened: events {0}, sales {1}.</source>
        <translation>O diário foi refeito a partir do que aconteceu: acontecimentos {0}, vendas {1}.</translation>
    </message>
    <message>
        <source>The new PIN again</source>
        <translation>O novo PIN outra vez</translation>
    </message>
    <message>
        <source>The next sale is number {0}, so that no number on a slip is given twice.</source>
        <translation>A próxima venda tem o número {0}, para que nenhum número de um talão se repita.</translation>
    </message>
    <message>
        <source>The provider could not do it.</source>
        <translation>O prestador não conseguiu fazê-lo.</translation>
    </message>
    <message>
        <source>The provider did not tell the secret.</source>
        <translation>O prestador não indicou o segredo.</translation>
    </message>
    <message>
        <source>The provider does not know it: check what was asked for.</source>
        <translation>O prestador não o conhece: verifique o que foi pedido.</translation>
    </message>
    <message>
        <source>The provider is carrying it out: ask again later.</source>
        <translation>O prestador está a tratar do pedido: pergunte de novo mais tarde.</translation>
    </message>
    <message>
        <source>The provider takes a fee of {0} on top: {1} in all.</source>
        <translation>O prestador cobra ainda uma taxa de {0}: {1} no total.</translation>
    </message>
    <message>
        <source>The secret, told this once: {0}</source>
        <translation>O segredo, dito só desta vez: {0}</translation>
    </message>
    <message>
        <source>The till goes on here, as the one that it was.</source>
        <translation>A caixa continua aqui, tal como era.</translation>
    </message>
    <message>
        <source>The two PINs are not the same</source>
        <translation>Os dois PIN não são iguais</translation>
    </message>
    <message>
        <source>There is no journal yet: nothing to copy.</source>
        <translation>Ainda não há diário: nada para copiar.</translation>
    </message>
    <message>
        <source>There is no such sale: {0}</source>
        <translation>Não existe esta venda: {0}</translation>
    </message>
    <message>
        <source>This command has ended: `recover` goes on with the sale.</source>
        <translation>Este comando terminou: `recover` continua a venda.</translation>
    </message>
    <message>
        <source>This disk cannot be written: the journal in {0} is only read, and nothing can be sold.</source>
        <translation>Este disco não se deixa escrever: o diário em {0} só é lido, e não se pode vender.</translation>
    </message>
    <message>
        <source>This is another till from now on, with a journal and numbers of its own. Give it a name of its own in the settings.</source>
        <translation>A partir de agora esta é outra caixa, com diário e números próprios. Dê-lhe um nome próprio nas definições.</translation>
    </message>
    <message>
        <source>This is the reference of sale {0}: use `extend` or `cancel`.</source>
        <translation>Esta é a referência da venda {0}: use `extend` ou `cancel`.</translation>
    </message>
    <message>
        <source>To do it all the same: `--again`.</source>
        <translation>Para o fazer mesmo assim: `--again`.</translation>
    </message>
    <message>
        <source>To go on from the last good copy, type: {0}</source>
        <translation>Para continuar a partir da última cópia boa, escreva: {0}</translation>
    </message>
    <message>
        <source>Voucher: {0}</source>
        <translation>Voucher: {0}</translation>
    </message>
    <message>
        <source>What is there now is kept under another name.</source>
        <translation>O que lá está agora fica guardado com outro nome.</translation>
    </message>
    <message>
        <source>Whatever was sold or given back after {0} is not in the journal: check it with the provider before you charge or give back again.</source>
        <translation>O que se vendeu ou devolveu depois de {0} não está no diário: confirme junto do prestador antes de voltar a cobrar ou a devolver.</translation>
    </message>
    <message>
        <source>Whatever was sold or given back after {0} is only in the file {1}: check it with the provider before you charge or give back again.</source>
        <translation>O que se vendeu ou devolveu depois de {0} só está no ficheiro {1}: confirme junto do prestador antes de voltar a cobrar ou a devolver.</translation>
    </message>
    <message>
        <source>key from the environment</source>
        <translation>chave do ambiente</translation>
    </message>
    <message>
        <source>key in the encrypted file</source>
        <translation>chave no ficheiro cifrado</translation>
    </message>
    <message>
        <source>key in the system&apos;s keyring</source>
        <translation>chave no porta-chaves do sistema</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>sem chave</translation>
    </message>
    <message>
        <source>the key of {0}</source>
        <translation>a chave de {0}</translation>
    </message>
    <message>
        <source>valid until {0}</source>
        <translation>válida até {0}</translation>
    </message>
</context>
<context>
    <name>countries</name>
    <message>
        <source>Angola</source>
        <translation>Angola</translation>
    </message>
    <message>
        <source>Mozambique</source>
        <translation>Moçambique</translation>
    </message>
    <message>
        <source>Trinidad and Tobago</source>
        <translation>Trindade e Tobago</translation>
    </message>
</context>
<context>
    <name>customer</name>
    <message>
        <source>Amount reserved</source>
        <translation>Valor reservado</translation>
    </message>
    <message>
        <source>At an ATM, in your bank&apos;s app or at the bank.</source>
        <translation>Num ATM, na aplicação do seu banco ou no banco.</translation>
    </message>
    <message>
        <source>Being cancelled</source>
        <translation>A anular</translation>
    </message>
    <message>
        <source>Confirm on your phone</source>
        <translation>Confirme no telemóvel</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>If it is not, please say so now.</source>
        <translation>Se não for, diga agora, por favor.</translation>
    </message>
    <message>
        <source>Is this your number?</source>
        <translation>Este é o seu número?</translation>
    </message>
    <message>
        <source>Left on your voucher: {0}</source>
        <translation>Resta no seu voucher: {0}</translation>
    </message>
    <message>
        <source>Money is being sent to you</source>
        <translation>Estamos a enviar-lhe dinheiro</translation>
    </message>
    <message>
        <source>No longer reserved</source>
        <translation>Já não está reservado</translation>
    </message>
    <message>
        <source>Not given back</source>
        <translation>Não devolvido</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pago</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Um momento, por favor</translation>
    </message>
    <message>
        <source>Open it with your phone&apos;s camera.</source>
        <translation>Abra com a câmara do telemóvel.</translation>
    </message>
    <message>
        <source>Paid. Thank you!</source>
        <translation>Pago. Obrigado!</translation>
    </message>
    <message>
        <source>Paid: {0}</source>
        <translation>Pago: {0}</translation>
    </message>
    <message>
        <source>Pay by card</source>
        <translation>Pague com cartão</translation>
    </message>
    <message>
        <source>Pay this reference</source>
        <translation>Pague esta referência</translation>
    </message>
    <message>
        <source>Please ask at the counter.</source>
        <translation>Pergunte ao balcão, por favor.</translation>
    </message>
    <message>
        <source>Please do not pay again until we tell you.</source>
        <translation>Por favor, não volte a pagar até lhe dizermos.</translation>
    </message>
    <message>
        <source>Please do not pay it any more.</source>
        <translation>Por favor, já não pague.</translation>
    </message>
    <message>
        <source>Please wait, we are checking</source>
        <translation>Aguarde, estamos a verificar</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Reference: {0}</source>
        <translation>Referência: {0}</translation>
    </message>
    <message>
        <source>Sale {0}</source>
        <translation>Venda {0}</translation>
    </message>
    <message>
        <source>Sent to your phone</source>
        <translation>Enviado para o seu telemóvel</translation>
    </message>
    <message>
        <source>TRAINING: no money has moved</source>
        <translation>TREINO: nenhum dinheiro se moveu</translation>
    </message>
    <message>
        <source>Thank you!</source>
        <translation>Obrigado!</translation>
    </message>
    <message>
        <source>The page for your card is being made.</source>
        <translation>A página para o seu cartão está a ser criada.</translation>
    </message>
    <message>
        <source>The shop has confirmed your payment.</source>
        <translation>A loja confirmou o seu pagamento.</translation>
    </message>
    <message>
        <source>To be reserved</source>
        <translation>A reservar</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>A pagar</translation>
    </message>
    <message>
        <source>Type your PIN when your phone asks for it.</source>
        <translation>Introduza o seu PIN quando o telemóvel o pedir.</translation>
    </message>
    <message>
        <source>Type your PIN when your phone asks for it. The amount is only reserved.</source>
        <translation>Introduza o seu PIN quando o telemóvel o pedir. O valor fica apenas reservado.</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válida até</translation>
    </message>
    <message>
        <source>You can try again or pay in another way.</source>
        <translation>Pode tentar de novo ou pagar de outra forma.</translation>
    </message>
    <message>
        <source>You get a reference to pay.</source>
        <translation>Vai receber uma referência para pagar.</translation>
    </message>
    <message>
        <source>You have the money again.</source>
        <translation>Já tem o dinheiro de volta.</translation>
    </message>
    <message>
        <source>You pay by card, on your phone.</source>
        <translation>Vai pagar com cartão, no seu telemóvel.</translation>
    </message>
    <message>
        <source>You pay with your voucher.</source>
        <translation>Vai pagar com o seu voucher.</translation>
    </message>
    <message>
        <source>Your bank keeps it for the shop; it is not paid yet.</source>
        <translation>O seu banco guarda-o para a loja; ainda não está pago.</translation>
    </message>
    <message>
        <source>Your money is going back to you</source>
        <translation>O seu dinheiro está a ser devolvido</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>O seu número</translation>
    </message>
    <message>
        <source>Your reference is being made.</source>
        <translation>A sua referência está a ser criada.</translation>
    </message>
    <message>
        <source>Your voucher is being checked.</source>
        <translation>O seu voucher está a ser verificado.</translation>
    </message>
</context>
<context>
    <name>deeds</name>
    <message>
        <source>Capture…</source>
        <translation>Capturar…</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>Retirar…</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>Prolongar…</translation>
    </message>
    <message>
        <source>Give back…</source>
        <translation>Devolver…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Libertar…</translation>
    </message>
    <message>
        <source>Settle…</source>
        <translation>Esclarecer…</translation>
    </message>
    <message>
        <source>Show the QR</source>
        <translation>Mostrar o QR</translation>
    </message>
</context>
<context>
    <name>doubts</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Ask for the bank&apos;s app or message: {1} taken from the card, at about {2}.</source>
        <translation>Peça para ver a aplicação ou a mensagem do banco: {1} retirados do cartão, por volta das {2}.</translation>
    </message>
    <message>
        <source>Ask for the message from {0}: {1} received, at about {2}. That there is none proves nothing.</source>
        <translation>Peça a mensagem de {0}: {1} recebidos, por volta das {2}. Não haver mensagem não prova nada.</translation>
    </message>
    <message>
        <source>Ask for the message from {0}: {1} to the shop, at about {2}. That there is none proves nothing.</source>
        <translation>Peça a mensagem de {0}: {1} para a loja, por volta das {2}. Não haver mensagem não prova nada.</translation>
    </message>
    <message>
        <source>Ask for the receipt of the ATM or of the bank&apos;s app: {1}, with this reference.</source>
        <translation>Peça o talão da caixa automática ou da aplicação do banco: {1}, com esta referência.</translation>
    </message>
    <message>
        <source>Ask the customer to open {0} and show the last movements: {1} received, at about {2}.</source>
        <translation>Peça ao cliente que abra {0} e mostre os últimos movimentos: {1} recebidos, por volta das {2}.</translation>
    </message>
    <message>
        <source>Ask the customer to open {0} and show the last movements: {1} to the shop, at about {2}.</source>
        <translation>Peça ao cliente que abra {0} e mostre os últimos movimentos: {1} para a loja, por volta das {2}.</translation>
    </message>
    <message>
        <source>Customer&apos;s app</source>
        <translation>App do cliente</translation>
    </message>
    <message>
        <source>Customer&apos;s bank</source>
        <translation>Banco do cliente</translation>
    </message>
    <message>
        <source>Customer&apos;s message</source>
        <translation>Mensagem do cliente</translation>
    </message>
    <message>
        <source>Customer&apos;s receipt</source>
        <translation>Talão do cliente</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Failed, says {0}</source>
        <translation>Falhou, diz {0}</translation>
    </message>
    <message>
        <source>Hand over the goods. If it was not paid, the shop loses it.</source>
        <translation>Entregue a mercadoria. Se não foi pago, a loja perde-o.</translation>
    </message>
    <message>
        <source>In the list of movements at {0}, or by phone to {0}, for:</source>
        <translation>Na lista de movimentos de {0}, ou por telefone para {0}:</translation>
    </message>
    <message>
        <source>Keep the voucher, and do not use it again: on it nobody sees whether {1} were taken.</source>
        <translation>Guarde o voucher e não o use de novo: nele ninguém vê se {1} foram retirados.</translation>
    </message>
    <message>
        <source>Money came that is not what was asked for: the till asks no more.</source>
        <translation>Chegou dinheiro que não é o que foi pedido: a caixa já não pergunta.</translation>
    </message>
    <message>
        <source>Not at {0}</source>
        <translation>Não está em {0}</translation>
    </message>
    <message>
        <source>Nothing is held: the customer can be asked again.</source>
        <translation>Nada está reservado: pode pedir-se de novo ao cliente.</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Seen at {0}</source>
        <translation>Visto em {0}</translation>
    </message>
    <message>
        <source>That transaction is {0}.</source>
        <translation>Essa transacção é a {0}.</translation>
    </message>
    <message>
        <source>The customer can be charged again. If it was paid after all, give it back.</source>
        <translation>Pode cobrar de novo ao cliente. Se afinal foi pago, devolva-o.</translation>
    </message>
    <message>
        <source>The customer has the money again: nothing more goes back.</source>
        <translation>O cliente já tem o dinheiro: nada mais se devolve.</translation>
    </message>
    <message>
        <source>The customer keeps the money: do not hand over.</source>
        <translation>O cliente fica com o dinheiro: não entregar.</translation>
    </message>
    <message>
        <source>The customer&apos;s phone does not show it: look elsewhere.</source>
        <translation>O telemóvel do cliente não o mostra: veja noutro lado.</translation>
    </message>
    <message>
        <source>The money has arrived: nothing more is paid out.</source>
        <translation>O dinheiro chegou: nada mais se paga.</translation>
    </message>
    <message>
        <source>The money is held: capture it before you hand over.</source>
        <translation>O dinheiro está reservado: capture-o antes de entregar.</translation>
    </message>
    <message>
        <source>The money is still held: it can be captured again.</source>
        <translation>O dinheiro continua reservado: pode capturar-se de novo.</translation>
    </message>
    <message>
        <source>The money is still held: it can be released again.</source>
        <translation>O dinheiro continua reservado: pode libertar-se de novo.</translation>
    </message>
    <message>
        <source>The sale that was held is paid: hand over the goods.</source>
        <translation>A venda reservada está paga: entregue a mercadoria.</translation>
    </message>
    <message>
        <source>The shop still has the money: it can be given back again.</source>
        <translation>A loja ainda tem o dinheiro: pode devolver-se de novo.</translation>
    </message>
    <message>
        <source>The shop still has the money: it can be paid out again.</source>
        <translation>A loja ainda tem o dinheiro: pode pagar-se de novo.</translation>
    </message>
    <message>
        <source>The till asks no more.</source>
        <translation>A caixa já não pergunta.</translation>
    </message>
    <message>
        <source>The till cannot learn it: {0} does not tell afterwards.</source>
        <translation>A caixa não o pode saber: {0} não o diz depois.</translation>
    </message>
    <message>
        <source>The till goes on asking {0} by itself.</source>
        <translation>A caixa continua a perguntar a {0} sozinha.</translation>
    </message>
    <message>
        <source>The till has stopped looking. That {0} does not list it proves nothing.</source>
        <translation>A caixa deixou de procurar. Não constar em {0} não prova nada.</translation>
    </message>
    <message>
        <source>The till hears of a payment by itself, as soon as {0} tells.</source>
        <translation>A caixa sabe do pagamento sozinha, assim que {0} o disser.</translation>
    </message>
    <message>
        <source>The till looks for it in the lists of {0} by itself.</source>
        <translation>A caixa procura-a sozinha nas listas de {0}.</translation>
    </message>
    <message>
        <source>The till sends the same request again by itself: {0} carries it out once.</source>
        <translation>A caixa envia sozinha o mesmo pedido: {0} só o executa uma vez.</translation>
    </message>
    <message>
        <source>The till&apos;s mark</source>
        <translation>Marca da caixa</translation>
    </message>
    <message>
        <source>The transaction of sale {0} does not count for this one.</source>
        <translation>A transacção da venda {0} não conta para esta.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Used, says {0}</source>
        <translation>Usado, diz {0}</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>{0} answered with a transaction of sale {1}.</source>
        <translation>A resposta de {0} traz uma transacção da venda {1}.</translation>
    </message>
    <message>
        <source>{0} has no other word for it: the till asks no more.</source>
        <translation>{0} não tem mais a dizer: a caixa já não pergunta.</translation>
    </message>
</context>
<context>
    <name>methods</name>
    <message>
        <source>Card</source>
        <translation>Cartão</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>{0} reference</source>
        <translation>Referência {0}</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>Report for support: {0}</source>
        <translation>Relatório para a assistência: {0}</translation>
    </message>
    <message>
        <source>The till cannot open its window. No payment was asked for.</source>
        <translation>A caixa não consegue abrir a janela. Não foi pedido nenhum pagamento.</translation>
    </message>
    <message>
        <source>The till had to stop. Open it again: it asks after every payment that was under way.</source>
        <translation>A caixa teve de parar. Abra-a de novo: ela verifica todos os pagamentos que estavam em curso.</translation>
    </message>
    <message>
        <source>There is no screen here: start the till from a desktop session, or use a command.</source>
        <translation>Aqui não há ecrã: abra a caixa numa sessão gráfica, ou use um comando.</translation>
    </message>
</context>
<context>
    <name>telling</name>
    <message>
        <source>until {0}</source>
        <translation>até {0}</translation>
    </message>
</context>
<context>
    <name>times</name>
    <message>
        <source>today {0}</source>
        <translation>hoje {0}</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>A PIN has {0} figures</source>
        <translation>Um PIN tem {0} algarismos</translation>
    </message>
    <message>
        <source>A code has 12 letters and figures</source>
        <translation>Um código tem 12 letras e algarismos</translation>
    </message>
    <message>
        <source>A file of this till cannot be read: {0}</source>
        <translation>Não se consegue ler um ficheiro desta caixa: {0}</translation>
    </message>
    <message>
        <source>A manager has to allow this</source>
        <translation>Um gerente tem de autorizar isto</translation>
    </message>
    <message>
        <source>A number of another country</source>
        <translation>Um número de outro país</translation>
    </message>
    <message>
        <source>A reference has up to 9 figures</source>
        <translation>Uma referência tem até 9 algarismos</translation>
    </message>
    <message>
        <source>A till without a printer sells as well: it saves slips as PDF.</source>
        <translation>Sem impressora a caixa também vende: guarda os talões em PDF.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>Chave da API</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>Número da conta</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Address of {0}</source>
        <translation>Endereço: {0}</translation>
    </message>
    <message>
        <source>Address that the provider calls</source>
        <translation>Endereço que o prestador chama</translation>
    </message>
    <message>
        <source>Again in {0} s.</source>
        <translation>De novo daqui a {0} s.</translation>
    </message>
    <message>
        <source>Allow this user to write on it.</source>
        <translation>Dê a este utilizador permissão para gravar nele.</translation>
    </message>
    <message>
        <source>Another copy of the journal is being made</source>
        <translation>Já está a ser feita uma cópia de segurança do diário</translation>
    </message>
    <message>
        <source>Another program has written in the journal&apos;s file</source>
        <translation>Outro programa escreveu no ficheiro do diário</translation>
    </message>
    <message>
        <source>Another program holds the journal</source>
        <translation>Outro programa está a usar o diário</translation>
    </message>
    <message>
        <source>Another request is open on this phone.</source>
        <translation>Há outro pedido aberto neste telemóvel.</translation>
    </message>
    <message>
        <source>Another server answered instead of the payment service: it was told nothing.</source>
        <translation>Outro servidor respondeu em vez do serviço de pagamento: não lhe foi enviado nada.</translation>
    </message>
    <message>
        <source>Ask for the phone to be at hand, and charge again.</source>
        <translation>Peça que tenha o telemóvel à mão e cobre de novo.</translation>
    </message>
    <message>
        <source>Ask the customer whether the card was charged, and call the manager.</source>
        <translation>Pergunte ao cliente se o cartão foi cobrado e chame o gerente.</translation>
    </message>
    <message>
        <source>Ask the provider whether it was paid before charging again.</source>
        <translation>Pergunte ao prestador se foi paga antes de voltar a cobrar.</translation>
    </message>
    <message>
        <source>Ask the provider with the voucher&apos;s code, and call the manager.</source>
        <translation>Pergunte ao prestador com o código do voucher e chame o gerente.</translation>
    </message>
    <message>
        <source>Ask there again in {0} min, and settle it then.</source>
        <translation>Volte a perguntar lá daqui a {0} min e resolva nessa altura.</translation>
    </message>
    <message>
        <source>Ask what the customer&apos;s phone says about it before charging again.</source>
        <translation>Antes de cobrar de novo, pergunte ao cliente que mensagem recebeu no telemóvel.</translation>
    </message>
    <message>
        <source>Ask, and charge again if it was a mistake.</source>
        <translation>Pergunte, e cobre de novo se foi engano.</translation>
    </message>
    <message>
        <source>At least {0}</source>
        <translation>No mínimo {0}</translation>
    </message>
    <message>
        <source>At least {0} letters</source>
        <translation>Pelo menos {0} letras</translation>
    </message>
    <message>
        <source>At least {0} letters, or none</source>
        <translation>No mínimo {0} letras, ou nenhuma</translation>
    </message>
    <message>
        <source>At most two decimals</source>
        <translation>No máximo duas casas decimais</translation>
    </message>
    <message>
        <source>At most {0}</source>
        <translation>No máximo {0}</translation>
    </message>
    <message>
        <source>At most {0} fields</source>
        <translation>No máximo {0} campos</translation>
    </message>
    <message>
        <source>At most {0} letters</source>
        <translation>No máximo {0} letras</translation>
    </message>
    <message>
        <source>Before charging again, ask for the balance and for the last message on the phone.</source>
        <translation>Antes de cobrar de novo, pergunte ao cliente pelo saldo e pela última mensagem no telemóvel.</translation>
    </message>
    <message>
        <source>Before the first customer</source>
        <translation>Antes do primeiro cliente</translation>
    </message>
    <message>
        <source>Begin with a manager: refunds and settings ask for a manager&apos;s PIN.</source>
        <translation>Comece por um gerente: as devoluções e as definições pedem o PIN de um gerente.</translation>
    </message>
    <message>
        <source>Begun on this sale</source>
        <translation>Iniciado sobre esta venda</translation>
    </message>
    <message>
        <source>Being cancelled: not certain yet.</source>
        <translation>A anular: ainda não é certo.</translation>
    </message>
    <message>
        <source>Being captured or released: not certain yet.</source>
        <translation>A ser capturado ou libertado: ainda não é certo.</translation>
    </message>
    <message>
        <source>Call a manager, who types the PIN.</source>
        <translation>Chame um gerente, que escreve o PIN.</translation>
    </message>
    <message>
        <source>Call the manager before anything else</source>
        <translation>Chame o gerente antes de mais nada</translation>
    </message>
    <message>
        <source>Call the manager: compare it with the provider&apos;s list.</source>
        <translation>Chame o gerente: compare com a lista do prestador.</translation>
    </message>
    <message>
        <source>Call the manager: it is sale {0}&apos;s. Ask the customer for another.</source>
        <translation>Chame o gerente: é da venda {0}. Peça ao cliente a prova de outra.</translation>
    </message>
    <message>
        <source>Call the manager: it is the shop&apos;s account.</source>
        <translation>Chame o gerente: é a conta da loja.</translation>
    </message>
    <message>
        <source>Call the manager: look whether it was done twice.</source>
        <translation>Chame o gerente: veja se foi feito duas vezes.</translation>
    </message>
    <message>
        <source>Call the manager: settled as paid, what is too much can be given back.</source>
        <translation>Chame o gerente: resolvida como paga, o que veio a mais pode ser devolvido.</translation>
    </message>
    <message>
        <source>Call the manager: with the rest in cash it is settled as paid.</source>
        <translation>Chame o gerente: com o resto em dinheiro, resolve-se como paga.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Cancelled at this till: nobody can pay it any more.</source>
        <translation>Anulado nesta caixa: já ninguém pode pagar.</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Captura</translation>
    </message>
    <message>
        <source>Capture it before you hand over</source>
        <translation>Capture antes de entregar</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>Capturado</translation>
    </message>
    <message>
        <source>Captured: it is the shop&apos;s now</source>
        <translation>Capturado: já é da loja</translation>
    </message>
    <message>
        <source>Capturing</source>
        <translation>A capturar</translation>
    </message>
    <message>
        <source>Check the amount and charge again.</source>
        <translation>Confira o valor e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the code, letter by letter, and charge again.</source>
        <translation>Confira o código, letra a letra, e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the disk&apos;s space and permissions, then try again.</source>
        <translation>Verifique o espaço e as permissões do disco e tente de novo.</translation>
    </message>
    <message>
        <source>Check the disk&apos;s space and permissions.</source>
        <translation>Veja o espaço e as permissões do disco.</translation>
    </message>
    <message>
        <source>Check the folder, and the space in it.</source>
        <translation>Verifique a pasta e o espaço que tem.</translation>
    </message>
    <message>
        <source>Check the number and charge again.</source>
        <translation>Confira o número e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the number, or offer another way to pay.</source>
        <translation>Confira o número ou ofereça outra forma de pagar.</translation>
    </message>
    <message>
        <source>Choose a passphrase for a file of keys.</source>
        <translation>Escolha uma frase-passe para um ficheiro de chaves.</translation>
    </message>
    <message>
        <source>Choose another PIN: this one is easy to guess, or already in use</source>
        <translation>Escolha outro PIN: este é fácil de adivinhar, ou já está em uso</translation>
    </message>
    <message>
        <source>Choose another folder, then save again.</source>
        <translation>Escolha outra pasta e guarde de novo.</translation>
    </message>
    <message>
        <source>Close the program that copies the file or looks into it.</source>
        <translation>Feche o programa que copia ou lê o ficheiro.</translation>
    </message>
    <message>
        <source>Close the till and open it again.</source>
        <translation>Feche a caixa e abra-a de novo.</translation>
    </message>
    <message>
        <source>Confirmed by the provider.</source>
        <translation>Confirmado pelo prestador.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Com ligação</translation>
    </message>
    <message>
        <source>Contains unprintable characters</source>
        <translation>Tem letras que não se vêem</translation>
    </message>
    <message>
        <source>Contradictory outcome</source>
        <translation>Resultado contraditório</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Create another if the customer still wants to pay.</source>
        <translation>Crie outra se o cliente ainda quiser pagar.</translation>
    </message>
    <message>
        <source>Customers of before</source>
        <translation>Clientes anteriores</translation>
    </message>
    <message>
        <source>Customers read this on every slip. The name is enough to begin with.</source>
        <translation>É o que os clientes lêem em cada talão. Para começar, basta o nome.</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Recusado</translation>
    </message>
    <message>
        <source>Digits are missing</source>
        <translation>Faltam algarismos</translation>
    </message>
    <message>
        <source>Do not capture again</source>
        <translation>Não capturar de novo</translation>
    </message>
    <message>
        <source>Do not give back again</source>
        <translation>Não devolver de novo</translation>
    </message>
    <message>
        <source>Do not hand over</source>
        <translation>Não entregar</translation>
    </message>
    <message>
        <source>Do not hand over yet</source>
        <translation>Ainda não entregar</translation>
    </message>
    <message>
        <source>Do not hand over, do not charge again</source>
        <translation>Não entregar, não cobrar de novo</translation>
    </message>
    <message>
        <source>Do not pay out again</source>
        <translation>Não enviar de novo</translation>
    </message>
    <message>
        <source>Done, on the provider&apos;s word</source>
        <translation>Feito, pela palavra do prestador</translation>
    </message>
    <message>
        <source>Earlier copies are kept; the next one is made by itself.</source>
        <translation>As cópias anteriores ficam guardadas; a próxima faz-se sozinha.</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Every sale is settled</source>
        <translation>Todas as vendas estão resolvidas</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expirado</translation>
    </message>
    <message>
        <source>Fill in only the wallets that you use.</source>
        <translation>Preencha só as carteiras que usa.</translation>
    </message>
    <message>
        <source>Fill in the account in the settings.</source>
        <translation>Preencha a conta nas definições.</translation>
    </message>
    <message>
        <source>First paid, then said not to be</source>
        <translation>Primeiro pago, depois dado como não pago</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>A preparar</translation>
    </message>
    <message>
        <source>Give a manager a PIN first.</source>
        <translation>Dê primeiro um PIN a um gerente.</translation>
    </message>
    <message>
        <source>Give the passphrase that opens them.</source>
        <translation>Escreva a frase-passe que as abre.</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Going back</source>
        <translation>A devolver</translation>
    </message>
    <message>
        <source>Hand over the goods if the customer is here. This way to pay gives nothing back: else the manager gives it in cash.</source>
        <translation>Entregue a mercadoria se o cliente estiver presente. Este método não devolve: senão, o gerente devolve em dinheiro.</translation>
    </message>
    <message>
        <source>Hand over the goods if the customer is here; else give {0} back.</source>
        <translation>Entregue a mercadoria se o cliente estiver presente; senão, devolva {0}.</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Reservado</translation>
    </message>
    <message>
        <source>Held at the customer&apos;s bank</source>
        <translation>Reservado no banco do cliente</translation>
    </message>
    <message>
        <source>Held at the customer&apos;s bank until it is captured or released.</source>
        <translation>Reservado no banco do cliente até ser capturado ou libertado.</translation>
    </message>
    <message>
        <source>Held, not paid yet</source>
        <translation>Reservado, ainda não pago</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Reserva</translation>
    </message>
    <message>
        <source>Hour at which the day begins</source>
        <translation>Hora a que começa o dia da loja</translation>
    </message>
    <message>
        <source>How this till looks, sounds and locks. None of it changes a sale.</source>
        <translation>O aspecto, os sons e o bloqueio desta caixa. Nada disto muda uma venda.</translation>
    </message>
    <message>
        <source>If the customer has just paid it, wait two minutes before charging again.</source>
        <translation>Se o cliente acabou de pagar, espere dois minutos antes de cobrar de novo.</translation>
    </message>
    <message>
        <source>If the customer says that it was paid: ask now.</source>
        <translation>Se o cliente disser que pagou: pergunte agora.</translation>
    </message>
    <message>
        <source>In training the real shop stays as it is</source>
        <translation>No treino, a loja verdadeira fica como está</translation>
    </message>
    <message>
        <source>In trouble</source>
        <translation>Com falhas</translation>
    </message>
    <message>
        <source>It did not happen: the sale is as it was</source>
        <translation>Não aconteceu: a venda está como estava</translation>
    </message>
    <message>
        <source>It is filled in already. Change it only if {0} gives you another one.</source>
        <translation>Já está preenchido. Mude-o só se a {0} lhe der outro.</translation>
    </message>
    <message>
        <source>It is in your contract with {0}, and on the page of your terminals.</source>
        <translation>Está no seu contrato com a {0} e na página dos seus terminais.</translation>
    </message>
    <message>
        <source>It is in your contract with {0}. Customers type it before the reference.</source>
        <translation>Está no seu contrato com a {0}. O cliente escreve-a antes da referência.</translation>
    </message>
    <message>
        <source>It is not safe any more to send the request again: the provider might carry it out twice.</source>
        <translation>Já não é seguro repetir o pedido: o prestador podia executá-lo duas vezes.</translation>
    </message>
    <message>
        <source>It must be more than zero</source>
        <translation>Tem de ser mais do que zero</translation>
    </message>
    <message>
        <source>Its time is over, and the provider could not be asked whether it was paid.</source>
        <translation>O prazo acabou, e não foi possível perguntar ao prestador se foi paga.</translation>
    </message>
    <message>
        <source>Its time is over. The provider notifies this shop when somebody has paid: that no notice has come proves nothing.</source>
        <translation>O prazo acabou. O prestador notifica a loja quando alguém paga: não ter chegado notificação não prova nada.</translation>
    </message>
    <message>
        <source>Its transaction is another sale&apos;s</source>
        <translation>A transacção é de outra venda</translation>
    </message>
    <message>
        <source>Left on the voucher: {0}.</source>
        <translation>Resta no voucher: {0}.</translation>
    </message>
    <message>
        <source>Less than the amount was paid</source>
        <translation>Foi pago menos do que o valor</translation>
    </message>
    <message>
        <source>Let the customer end it, then charge again.</source>
        <translation>Deixe o cliente terminá-lo e cobre de novo.</translation>
    </message>
    <message>
        <source>Look at its state first.</source>
        <translation>Veja primeiro o estado.</translation>
    </message>
    <message>
        <source>Look at the customer&apos;s phone together, and call the manager.</source>
        <translation>Veja o telemóvel com o cliente e chame o gerente.</translation>
    </message>
    <message>
        <source>Look at the network or the stick, or choose another folder in the settings.</source>
        <translation>Verifique a rede ou a pen, ou escolha outra pasta nas definições.</translation>
    </message>
    <message>
        <source>Look at the printer, then print again.</source>
        <translation>Veja a impressora e imprima de novo.</translation>
    </message>
    <message>
        <source>Look at the sale in the journal before charging again.</source>
        <translation>Veja a venda no diário antes de cobrar de novo.</translation>
    </message>
    <message>
        <source>Look at the warning first</source>
        <translation>Veja primeiro o aviso</translation>
    </message>
    <message>
        <source>Look for the API key or token, and copy all of it.</source>
        <translation>Procure a API Key ou o token e copie tudo.</translation>
    </message>
    <message>
        <source>Look whether the slip comes out before you print it again.</source>
        <translation>Veja se o talão sai antes de imprimir de novo.</translation>
    </message>
    <message>
        <source>Make room on it.</source>
        <translation>Liberte espaço nele.</translation>
    </message>
    <message>
        <source>Minutes until the till locks</source>
        <translation>Minutos até ao bloqueio automático</translation>
    </message>
    <message>
        <source>Money is going back</source>
        <translation>O dinheiro está a ser devolvido</translation>
    </message>
    <message>
        <source>Money is going out</source>
        <translation>O dinheiro está a ser enviado</translation>
    </message>
    <message>
        <source>Money that does not match</source>
        <translation>Dinheiro que não bate certo</translation>
    </message>
    <message>
        <source>Money went back</source>
        <translation>Dinheiro devolvido</translation>
    </message>
    <message>
        <source>More than the amount was paid</source>
        <translation>Foi pago mais do que o valor</translation>
    </message>
    <message>
        <source>More than was authorized.</source>
        <translation>Mais do que foi autorizado.</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>Nome da loja</translation>
    </message>
    <message>
        <source>Name of the till</source>
        <translation>Nome da caixa</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>Next try in {0}</source>
        <translation>Próxima tentativa em {0}</translation>
    </message>
    <message>
        <source>No access</source>
        <translation>Sem acesso</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <source>No answer that can be trusted</source>
        <translation>Sem resposta de confiança</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Sem ligação</translation>
    </message>
    <message>
        <source>No connection to the provider.</source>
        <translation>Sem ligação ao prestador.</translation>
    </message>
    <message>
        <source>No copy of the journal could be made: {0}</source>
        <translation>Não foi possível copiar o diário: {0}</translation>
    </message>
    <message>
        <source>No final word in time</source>
        <translation>Sem resposta final a tempo</translation>
    </message>
    <message>
        <source>No key yet? Ask for it and go on: you find this page in the settings.</source>
        <translation>Ainda sem chave? Peça-a e continue: esta página está também nas definições.</translation>
    </message>
    <message>
        <source>No secure connection to the payment service is possible.</source>
        <translation>Não é possível uma ligação segura ao serviço de pagamento.</translation>
    </message>
    <message>
        <source>Nobody has a PIN yet</source>
        <translation>Ainda ninguém tem PIN</translation>
    </message>
    <message>
        <source>Nobody is at the till</source>
        <translation>Ninguém está na caixa</translation>
    </message>
    <message>
        <source>Nobody of this name has a PIN</source>
        <translation>Ninguém com este nome tem PIN</translation>
    </message>
    <message>
        <source>Nobody&apos;s PIN is good until a manager types the recovery code that was printed.</source>
        <translation>Nenhum PIN é aceite até um gerente escrever o código de recuperação que foi impresso.</translation>
    </message>
    <message>
        <source>Not captured</source>
        <translation>Não capturado</translation>
    </message>
    <message>
        <source>Not enough money in the account.</source>
        <translation>Saldo insuficiente.</translation>
    </message>
    <message>
        <source>Not given back</source>
        <translation>Não devolvido</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pago</translation>
    </message>
    <message>
        <source>Not paid out</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>Not possible for this sale now</source>
        <translation>Não é possível nesta venda agora</translation>
    </message>
    <message>
        <source>Not released</source>
        <translation>Não libertado</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>Not settled, and still so after the close: {0}</source>
        <translation>Por resolver, e assim continuam depois do fecho: {0}</translation>
    </message>
    <message>
        <source>Not the same PIN</source>
        <translation>Não é o mesmo PIN</translation>
    </message>
    <message>
        <source>Not the same passphrase</source>
        <translation>Não é a mesma frase-passe</translation>
    </message>
    <message>
        <source>Not tried lately</source>
        <translation>Sem contacto recente</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Ainda por experimentar</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>Não fiável</translation>
    </message>
    <message>
        <source>Note on slips</source>
        <translation>Nota nos talões</translation>
    </message>
    <message>
        <source>Nothing can be charged until somebody says which it is.</source>
        <translation>Não se pode cobrar até alguém dizer de que se trata.</translation>
    </message>
    <message>
        <source>Nothing can be charged. Do not delete anything; call who looks after the till.</source>
        <translation>Não se pode cobrar. Não apague nada; chame quem cuida da caixa.</translation>
    </message>
    <message>
        <source>Nothing can be charged. If it was moved, put it back; else restore the last copy.</source>
        <translation>Nada pode ser cobrado. Se foi mudado de sítio, ponha-o de volta; se não, reponha a última cópia.</translation>
    </message>
    <message>
        <source>Nothing can be charged. Put a copy of the file back, from the same till.</source>
        <translation>Não se pode cobrar. Reponha uma cópia do ficheiro, desta mesma caixa.</translation>
    </message>
    <message>
        <source>Nothing can be charged. Put the file back, or close the till and open it.</source>
        <translation>Não se pode cobrar. Reponha-o, ou feche a caixa e volte a abri-la.</translation>
    </message>
    <message>
        <source>Nothing can be charged. “pos-app rebuild” makes it again from what has happened; else restore the last copy.</source>
        <translation>Não se pode cobrar. “pos-app rebuild” refá-lo a partir do que aconteceu; senão, reponha a última cópia.</translation>
    </message>
    <message>
        <source>Nothing can be charged: sales that were made are not in it. Restore the last copy.</source>
        <translation>Não se pode cobrar: faltam-lhe vendas já feitas. Reponha a última cópia.</translation>
    </message>
    <message>
        <source>Nothing left this till: you may try again.</source>
        <translation>Nada saiu desta caixa: pode tentar de novo.</translation>
    </message>
    <message>
        <source>Nothing moved: you may try again.</source>
        <translation>Nenhum dinheiro se moveu: pode tentar de novo.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another one.</source>
        <translation>Nada foi alterado. Escolha outra.</translation>
    </message>
    <message>
        <source>Nothing was charged. Check the network: a Wi-Fi that asks for a login does this.</source>
        <translation>Nada foi cobrado. Verifique a rede: um Wi-Fi que pede para iniciar sessão faz isto.</translation>
    </message>
    <message>
        <source>Nothing was charged. Correct or remove the proxy in the computer&apos;s network settings.</source>
        <translation>Nada foi cobrado. Corrija ou retire o proxy nas definições de rede do computador.</translation>
    </message>
    <message>
        <source>Nothing was charged. First check the date and time of this computer.</source>
        <translation>Nada foi cobrado. Verifique primeiro a data e a hora deste computador.</translation>
    </message>
    <message>
        <source>Nothing was charged. Somebody on the network may be listening: call the manager.</source>
        <translation>Nada foi cobrado. Alguém na rede pode estar à escuta: chame o gerente.</translation>
    </message>
    <message>
        <source>Nothing was charged. {0} Then try again.</source>
        <translation>Nada foi cobrado. {0} Depois tente outra vez.</translation>
    </message>
    <message>
        <source>Nothing was charged: you may charge again.</source>
        <translation>Nada foi cobrado: pode cobrar de novo.</translation>
    </message>
    <message>
        <source>Nothing was copied. Close the till: “pos-app rebuild” makes the file again from what has happened.</source>
        <translation>Nada foi copiado. Feche a caixa: “pos-app rebuild” refaz o ficheiro a partir do que aconteceu.</translation>
    </message>
    <message>
        <source>Number of a wallet</source>
        <translation>Número da carteira</translation>
    </message>
    <message>
        <source>Number of the shop&apos;s webhook</source>
        <translation>Número do webhook da loja</translation>
    </message>
    <message>
        <source>Offer another way to pay.</source>
        <translation>Ofereça outra forma de pagar.</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sem ligação</translation>
    </message>
    <message>
        <source>One account that works is enough to sell. The others can wait.</source>
        <translation>Basta uma conta a funcionar para vender. As outras podem ficar para depois.</translation>
    </message>
    <message>
        <source>Only a manager may read this list.</source>
        <translation>Só um gerente pode ver esta lista.</translation>
    </message>
    <message>
        <source>Only at a sandbox: here money is real</source>
        <translation>Só num ambiente de testes: aqui o dinheiro é real</translation>
    </message>
    <message>
        <source>Only if {0} has asked you to. Else leave it as it is.</source>
        <translation>Só se a {0} lho pediu. Se não, deixe como está.</translation>
    </message>
    <message>
        <source>Only once more if it is really meant twice.</source>
        <translation>De novo só se for mesmo para ser duas vezes.</translation>
    </message>
    <message>
        <source>Open the till without training to change it.</source>
        <translation>Abra a caixa sem treino para a mudar.</translation>
    </message>
    <message>
        <source>Outcome of the capture unknown</source>
        <translation>Resultado da captura desconhecido</translation>
    </message>
    <message>
        <source>Outcome of the pay-out unknown</source>
        <translation>Resultado do envio desconhecido</translation>
    </message>
    <message>
        <source>Outcome of the refund unknown</source>
        <translation>Resultado da devolução desconhecido</translation>
    </message>
    <message>
        <source>Outcome of the release unknown</source>
        <translation>Resultado da libertação desconhecido</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Resultado desconhecido</translation>
    </message>
    <message>
        <source>PINs are kept so that nobody can read them back.</source>
        <translation>Os PIN ficam guardados de forma que ninguém os pode ler.</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Paid after it was cancelled</source>
        <translation>Pago depois de anulado</translation>
    </message>
    <message>
        <source>Paid late, after it had ended</source>
        <translation>Pago tarde, já depois de terminado</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Paid twice: give one back</source>
        <translation>Pago duas vezes: devolva uma</translation>
    </message>
    <message>
        <source>Paid, on the provider&apos;s word</source>
        <translation>Pago, segundo o prestador</translation>
    </message>
    <message>
        <source>Partly given back</source>
        <translation>Devolvido em parte</translation>
    </message>
    <message>
        <source>Paste it into the field, and press Save and test.</source>
        <translation>Cole no campo ao lado e carregue em Guardar e testar.</translation>
    </message>
    <message>
        <source>Pay-out</source>
        <translation>Envio</translation>
    </message>
    <message>
        <source>Payments come by: queue or calls</source>
        <translation>Os pagamentos chegam por: queue (fila) ou calls (chamadas)</translation>
    </message>
    <message>
        <source>Perhaps paid before the journal was restored too</source>
        <translation>Talvez já paga antes de o diário ser reposto</translation>
    </message>
    <message>
        <source>Print the recovery code and keep it away from the till.</source>
        <translation>Imprima o código de recuperação e guarde-o longe da caixa.</translation>
    </message>
    <message>
        <source>Put a copy back; or delete it, and type the keys again.</source>
        <translation>Reponha uma cópia; ou apague-o e escreva as chaves de novo.</translation>
    </message>
    <message>
        <source>Put a copy of the file back.</source>
        <translation>Reponha uma cópia do ficheiro.</translation>
    </message>
    <message>
        <source>Put in the stick with the copies, or name the file.</source>
        <translation>Ligue a pen com as cópias, ou indique o ficheiro.</translation>
    </message>
    <message>
        <source>Put the disk or the stick back.</source>
        <translation>Volte a ligar o disco ou a pen.</translation>
    </message>
    <message>
        <source>Put the newest copy of the file people.json back into the folder of the till.</source>
        <translation>Reponha a cópia mais recente do ficheiro people.json na pasta da caixa.</translation>
    </message>
    <message>
        <source>Put the stick in, or choose another folder in the settings.</source>
        <translation>Ligue a pen, ou escolha outra pasta nas definições.</translation>
    </message>
    <message>
        <source>Queue full</source>
        <translation>Fila cheia</translation>
    </message>
    <message>
        <source>Queue stuck</source>
        <translation>Fila presa</translation>
    </message>
    <message>
        <source>Reference given</source>
        <translation>Referência recebida</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Devolução</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Libertação</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Libertado</translation>
    </message>
    <message>
        <source>Released at this till: the customer keeps the money.</source>
        <translation>Libertado nesta caixa: o cliente fica com o dinheiro.</translation>
    </message>
    <message>
        <source>Released to the customer</source>
        <translation>Libertado para o cliente</translation>
    </message>
    <message>
        <source>Releasing</source>
        <translation>A libertar</translation>
    </message>
    <message>
        <source>Request sent</source>
        <translation>Pedido enviado</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sale written down</source>
        <translation>Venda registada</translation>
    </message>
    <message>
        <source>Sales that are in the journal never change.</source>
        <translation>As vendas que estão no diário nunca mudam.</translation>
    </message>
    <message>
        <source>Save the slip as PDF, or start the print server again and look once more.</source>
        <translation>Guarde o talão em PDF, ou reinicie o servidor de impressão e procure de novo.</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Segredo do webhook</translation>
    </message>
    <message>
        <source>Send the customer to no address: call the manager.</source>
        <translation>Não mande o cliente a nenhum endereço: chame o gerente.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>A enviar</translation>
    </message>
    <message>
        <source>Sending the request</source>
        <translation>A enviar o pedido</translation>
    </message>
    <message>
        <source>Settled by hand</source>
        <translation>Esclarecida por gerente</translation>
    </message>
    <message>
        <source>Settled by the manager</source>
        <translation>Resolvido pelo gerente</translation>
    </message>
    <message>
        <source>Settled by the manager ({0})</source>
        <translation>Esclarecido pelo gerente ({0})</translation>
    </message>
    <message>
        <source>Settled by the manager, without the provider&apos;s word.</source>
        <translation>Esclarecido pelo gerente, sem a palavra do prestador.</translation>
    </message>
    <message>
        <source>Settled by the manager: done</source>
        <translation>Esclarecido pelo gerente: feito</translation>
    </message>
    <message>
        <source>Settled by the manager: not done</source>
        <translation>Esclarecido pelo gerente: não feito</translation>
    </message>
    <message>
        <source>Settled by the manager: not paid</source>
        <translation>Esclarecido pelo gerente: não pago</translation>
    </message>
    <message>
        <source>Settled by the manager: paid</source>
        <translation>Esclarecido pelo gerente: pago</translation>
    </message>
    <message>
        <source>Sign in to your merchant account at {0}.</source>
        <translation>Entre na sua conta de comerciante: {0}.</translation>
    </message>
    <message>
        <source>Sign in with your PIN, then ask again: nothing was sent.</source>
        <translation>Entre com o seu PIN e peça outra vez: nada foi enviado.</translation>
    </message>
    <message>
        <source>Slips on paper</source>
        <translation>Talões em papel</translation>
    </message>
    <message>
        <source>Some give back whole amounts only, some nothing.</source>
        <translation>Alguns só devolvem o valor inteiro, outros nada.</translation>
    </message>
    <message>
        <source>Somebody asked for another end</source>
        <translation>Foi pedido outro prazo</translation>
    </message>
    <message>
        <source>Somebody asked to cancel</source>
        <translation>Pediram para anular</translation>
    </message>
    <message>
        <source>Somebody has changed the file of PINs outside the till</source>
        <translation>Alguém alterou o ficheiro dos PIN fora da caixa</translation>
    </message>
    <message>
        <source>Somebody typed a wrong PIN</source>
        <translation>Alguém escreveu um PIN errado</translation>
    </message>
    <message>
        <source>Somebody without a PIN</source>
        <translation>Alguém sem PIN</translation>
    </message>
    <message>
        <source>Something outside the till failed</source>
        <translation>Falhou algo fora da caixa</translation>
    </message>
    <message>
        <source>Terminal number</source>
        <translation>Número do terminal</translation>
    </message>
    <message>
        <source>Terminal number (POS)</source>
        <translation>Número do terminal (POS)</translation>
    </message>
    <message>
        <source>The address must begin with https://</source>
        <translation>O endereço tem de começar por https://</translation>
    </message>
    <message>
        <source>The copy of the journal was given up before its end</source>
        <translation>A cópia de segurança do diário foi interrompida antes do fim</translation>
    </message>
    <message>
        <source>The customer confirms with the PIN on the phone.</source>
        <translation>O cliente confirma com o PIN no telemóvel.</translation>
    </message>
    <message>
        <source>The customer did not answer in time.</source>
        <translation>O cliente não respondeu a tempo.</translation>
    </message>
    <message>
        <source>The customer has the money again</source>
        <translation>O cliente tem o dinheiro de volta</translation>
    </message>
    <message>
        <source>The customer keeps the money</source>
        <translation>O cliente fica com o dinheiro</translation>
    </message>
    <message>
        <source>The customer pays the reference at an ATM, a bank or in an app.</source>
        <translation>O cliente paga a referência num ATM, no banco ou na aplicação.</translation>
    </message>
    <message>
        <source>The customer refused on the phone.</source>
        <translation>O cliente recusou no telemóvel.</translation>
    </message>
    <message>
        <source>The customer scans the QR and pays by card.</source>
        <translation>O cliente lê o QR e paga com cartão.</translation>
    </message>
    <message>
        <source>The customer&apos;s bank refused.</source>
        <translation>O banco do cliente recusou.</translation>
    </message>
    <message>
        <source>The customer&apos;s limit is reached.</source>
        <translation>O cliente atingiu o limite.</translation>
    </message>
    <message>
        <source>The disk with the folder for copies does not answer: {0}</source>
        <translation>O disco da pasta das cópias de segurança não responde: {0}</translation>
    </message>
    <message>
        <source>The earlier file is kept: {0}</source>
        <translation>O ficheiro anterior fica guardado: {0}</translation>
    </message>
    <message>
        <source>The file of PINs cannot be read: {0}</source>
        <translation>Não se consegue ler o ficheiro dos PIN: {0}</translation>
    </message>
    <message>
        <source>The file of PINs is not there any more</source>
        <translation>O ficheiro dos PIN já não está lá</translation>
    </message>
    <message>
        <source>The file of PINs is older than the journal</source>
        <translation>O ficheiro dos PIN é mais antigo do que o diário</translation>
    </message>
    <message>
        <source>The file of keys cannot be read: {0}</source>
        <translation>O ficheiro das chaves não se consegue ler: {0}</translation>
    </message>
    <message>
        <source>The first manager was given a recovery code</source>
        <translation>O primeiro gerente recebeu um código de recuperação</translation>
    </message>
    <message>
        <source>The folder for copies of the journal is not there: {0}</source>
        <translation>A pasta das cópias do diário não está acessível: {0}</translation>
    </message>
    <message>
        <source>The journal cannot be written</source>
        <translation>Não foi possível gravar no diário</translation>
    </message>
    <message>
        <source>The journal does not verify: {0}</source>
        <translation>O diário não passa na verificação: {0}</translation>
    </message>
    <message>
        <source>The journal has kept every try.</source>
        <translation>O diário guardou todas as tentativas.</translation>
    </message>
    <message>
        <source>The journal is damaged</source>
        <translation>O diário está danificado</translation>
    </message>
    <message>
        <source>The journal is not there any more</source>
        <translation>O diário já não está no seu lugar</translation>
    </message>
    <message>
        <source>The journal was put back to an earlier day</source>
        <translation>O diário voltou a um dia anterior</translation>
    </message>
    <message>
        <source>The journal was restored from a copy made before its end.</source>
        <translation>O diário foi reposto a partir de uma cópia feita antes do seu desfecho.</translation>
    </message>
    <message>
        <source>The journal was restored; what it has lost may be in the file {0}</source>
        <translation>O diário foi reposto; o que perdeu pode estar no ficheiro {0}</translation>
    </message>
    <message>
        <source>The journal was restored; what it has lost only the providers know</source>
        <translation>O diário foi reposto; o que perdeu só os prestadores sabem</translation>
    </message>
    <message>
        <source>The journal&apos;s disk cannot be written: it is read-only</source>
        <translation>O disco do diário é só de leitura</translation>
    </message>
    <message>
        <source>The journal&apos;s disk is full</source>
        <translation>O disco do diário está cheio</translation>
    </message>
    <message>
        <source>The journal&apos;s file was deleted or replaced while it was open</source>
        <translation>O ficheiro do diário foi apagado ou trocado</translation>
    </message>
    <message>
        <source>The journal&apos;s folder is not there</source>
        <translation>A pasta do diário não está acessível</translation>
    </message>
    <message>
        <source>The keys are locked</source>
        <translation>As chaves estão fechadas</translation>
    </message>
    <message>
        <source>The last manager stays: give another manager a PIN first</source>
        <translation>O último gerente fica: dê primeiro um PIN a outro gerente</translation>
    </message>
    <message>
        <source>The list of wallets has one number for each.</source>
        <translation>A lista de carteiras tem um número para cada uma.</translation>
    </message>
    <message>
        <source>The manager has seen to the warning</source>
        <translation>O gerente já tratou do aviso</translation>
    </message>
    <message>
        <source>The money has arrived</source>
        <translation>O dinheiro chegou</translation>
    </message>
    <message>
        <source>The money is still held</source>
        <translation>O dinheiro continua reservado</translation>
    </message>
    <message>
        <source>The number is in your account&apos;s profile.</source>
        <translation>O número está no perfil da sua conta.</translation>
    </message>
    <message>
        <source>The payment did not go through.</source>
        <translation>O pagamento não se fez.</translation>
    </message>
    <message>
        <source>The payment does not match the sale</source>
        <translation>O pagamento não corresponde à venda</translation>
    </message>
    <message>
        <source>The payment network does not know whether it was paid.</source>
        <translation>A rede de pagamentos não sabe se foi pago.</translation>
    </message>
    <message>
        <source>The payment network had an error, or there was not enough money.</source>
        <translation>A rede de pagamentos teve um erro, ou o saldo não chegava.</translation>
    </message>
    <message>
        <source>The payment network had an error.</source>
        <translation>A rede de pagamentos teve um erro.</translation>
    </message>
    <message>
        <source>The payment network has too much to do.</source>
        <translation>A rede de pagamentos está sobrecarregada.</translation>
    </message>
    <message>
        <source>The payment network refused.</source>
        <translation>A rede de pagamentos recusou.</translation>
    </message>
    <message>
        <source>The payment network took too long.</source>
        <translation>A rede de pagamentos demorou demais.</translation>
    </message>
    <message>
        <source>The payment service&apos;s certificate is out of date, or this computer&apos;s clock is wrong.</source>
        <translation>O certificado do serviço de pagamento está fora do prazo, ou o relógio deste computador está errado.</translation>
    </message>
    <message>
        <source>The print system does not answer</source>
        <translation>O sistema de impressão não responde</translation>
    </message>
    <message>
        <source>The printer did not answer in time: {0}</source>
        <translation>A impressora não respondeu a tempo: {0}</translation>
    </message>
    <message>
        <source>The provider asks us to slow down.</source>
        <translation>O prestador pede que se vá mais devagar.</translation>
    </message>
    <message>
        <source>The provider did not cancel it</source>
        <translation>O prestador não a anulou</translation>
    </message>
    <message>
        <source>The provider does not accept the request.</source>
        <translation>O prestador não aceita o pedido.</translation>
    </message>
    <message>
        <source>The provider does not accept the shop&apos;s key.</source>
        <translation>O prestador não aceita a chave da loja.</translation>
    </message>
    <message>
        <source>The provider does not accept this amount.</source>
        <translation>O prestador não aceita este valor.</translation>
    </message>
    <message>
        <source>The provider does not accept this number.</source>
        <translation>O prestador não aceita este número.</translation>
    </message>
    <message>
        <source>The provider does not cancel it: it may have been paid.</source>
        <translation>O prestador não a anula: pode já ter sido paga.</translation>
    </message>
    <message>
        <source>The provider does not know this sale.</source>
        <translation>O prestador não conhece esta venda.</translation>
    </message>
    <message>
        <source>The provider does not know this voucher.</source>
        <translation>O prestador não conhece este voucher.</translation>
    </message>
    <message>
        <source>The provider does not offer this: {0}</source>
        <translation>O prestador não oferece isto: {0}</translation>
    </message>
    <message>
        <source>The provider gave no page on which it is safe to pay by card.</source>
        <translation>O serviço de pagamento não indicou uma página segura para pagar com cartão.</translation>
    </message>
    <message>
        <source>The provider had an error.</source>
        <translation>O prestador teve um erro.</translation>
    </message>
    <message>
        <source>The provider has an outcome</source>
        <translation>O prestador já tem o resultado</translation>
    </message>
    <message>
        <source>The provider has no final word yet.</source>
        <translation>O prestador ainda não tem a resposta final.</translation>
    </message>
    <message>
        <source>The provider has the request</source>
        <translation>O prestador tem o pedido</translation>
    </message>
    <message>
        <source>The provider has this charge already.</source>
        <translation>O prestador já tem esta cobrança.</translation>
    </message>
    <message>
        <source>The provider is carrying it out.</source>
        <translation>O prestador está a tratar do pedido.</translation>
    </message>
    <message>
        <source>The provider is checking the code.</source>
        <translation>O prestador está a verificar o código.</translation>
    </message>
    <message>
        <source>The provider is out of service.</source>
        <translation>O prestador está fora de serviço.</translation>
    </message>
    <message>
        <source>The provider named the charge</source>
        <translation>O serviço de pagamento deu um número à cobrança</translation>
    </message>
    <message>
        <source>The provider takes only so many charges a minute</source>
        <translation>O prestador só aceita algumas cobranças por minuto</translation>
    </message>
    <message>
        <source>The provider turned the request away</source>
        <translation>O prestador rejeitou o pedido</translation>
    </message>
    <message>
        <source>The provider&apos;s answer cannot be understood.</source>
        <translation>Não se percebe a resposta do prestador.</translation>
    </message>
    <message>
        <source>The provider&apos;s answer was not heard.</source>
        <translation>Não se ouviu a resposta do prestador.</translation>
    </message>
    <message>
        <source>The provider&apos;s lists do not show this charge.</source>
        <translation>As listas do prestador não mostram esta cobrança.</translation>
    </message>
    <message>
        <source>The provider&apos;s queue does not let go of payments that are stored here: it fills up, and new ones cannot be seen then.</source>
        <translation>A fila do prestador não larga os pagamentos que já estão guardados aqui: enche-se, e depois não se vêem os novos.</translation>
    </message>
    <message>
        <source>The provider&apos;s queue is full: payments behind it cannot be seen.</source>
        <translation>A fila do prestador está cheia: os pagamentos que estão atrás não se vêem.</translation>
    </message>
    <message>
        <source>The queue of {0} can be seen again</source>
        <translation>A fila de {0} voltou a ver-se</translation>
    </message>
    <message>
        <source>The queue of {0} shows nothing new</source>
        <translation>A fila de {0} não mostra nada de novo</translation>
    </message>
    <message>
        <source>The reason is in the journal.</source>
        <translation>O motivo está no diário.</translation>
    </message>
    <message>
        <source>The reference is another sale&apos;s, which still waits.</source>
        <translation>A referência é de outra venda, que ainda está à espera.</translation>
    </message>
    <message>
        <source>The reference was not paid in time.</source>
        <translation>A referência não foi paga a tempo.</translation>
    </message>
    <message>
        <source>The request did not leave</source>
        <translation>O pedido não saiu</translation>
    </message>
    <message>
        <source>The request is on its way.</source>
        <translation>O pedido vai a caminho.</translation>
    </message>
    <message>
        <source>The request may have arrived: do not charge again.</source>
        <translation>O pedido pode ter chegado: não cobre de novo.</translation>
    </message>
    <message>
        <source>The request may still reach the provider</source>
        <translation>O pedido ainda pode chegar ao prestador</translation>
    </message>
    <message>
        <source>The sale is paid. This way to pay gives nothing back: the manager gives what is too much in cash.</source>
        <translation>A venda está paga. Este método não devolve: o gerente devolve em dinheiro o que veio a mais.</translation>
    </message>
    <message>
        <source>The sale is paid: give {0} back.</source>
        <translation>A venda está paga: devolva {0}.</translation>
    </message>
    <message>
        <source>The sale that this belongs to is not valid.</source>
        <translation>A venda de origem não é válida.</translation>
    </message>
    <message>
        <source>The sale that this belongs to is too old.</source>
        <translation>A venda de origem é demasiado antiga.</translation>
    </message>
    <message>
        <source>The sale that this belongs to was used already.</source>
        <translation>A venda de origem já foi usada.</translation>
    </message>
    <message>
        <source>The sale that was held is paid</source>
        <translation>A venda reservada está paga</translation>
    </message>
    <message>
        <source>The settings cannot be saved</source>
        <translation>As definições não podem ser guardadas</translation>
    </message>
    <message>
        <source>The shop still has the money</source>
        <translation>O dinheiro continua na loja</translation>
    </message>
    <message>
        <source>The shop&apos;s account may not do this.</source>
        <translation>A conta da loja não tem autorização.</translation>
    </message>
    <message>
        <source>The shop&apos;s e-mail is missing at the provider.</source>
        <translation>Falta o e-mail da loja no prestador.</translation>
    </message>
    <message>
        <source>The shop&apos;s supervisor card is not accepted.</source>
        <translation>O cartão de supervisor da loja não é aceite.</translation>
    </message>
    <message>
        <source>The shop&apos;s terminal has no funds.</source>
        <translation>O terminal da loja não tem fundos.</translation>
    </message>
    <message>
        <source>The shop&apos;s terminal is closed at the provider.</source>
        <translation>O terminal da loja está fechado no prestador.</translation>
    </message>
    <message>
        <source>The slip was not printed: {0}</source>
        <translation>O talão não foi impresso: {0}</translation>
    </message>
    <message>
        <source>The slip was not saved: {0}</source>
        <translation>O talão não foi guardado: {0}</translation>
    </message>
    <message>
        <source>The system&apos;s keyring cannot be used</source>
        <translation>O porta-chaves do sistema não pode ser usado</translation>
    </message>
    <message>
        <source>The system&apos;s keyring does not answer: its keys are missing</source>
        <translation>O porta-chaves do sistema não responde: faltam as chaves que guarda</translation>
    </message>
    <message>
        <source>The test only asks. It charges nothing.</source>
        <translation>O teste só pergunta. Não cobra nada.</translation>
    </message>
    <message>
        <source>The till goes on asking by itself.</source>
        <translation>A caixa continua a perguntar sozinha.</translation>
    </message>
    <message>
        <source>The till is closing: it makes a copy of the journal first</source>
        <translation>A caixa está a fechar: faz antes uma cópia de segurança do diário</translation>
    </message>
    <message>
        <source>The till stopped while it was charging.</source>
        <translation>A caixa parou a meio da cobrança.</translation>
    </message>
    <message>
        <source>The webhook&apos;s secret</source>
        <translation>Segredo do webhook</translation>
    </message>
    <message>
        <source>There is no copy of the journal in {0}</source>
        <translation>Não há nenhuma cópia do diário em {0}</translation>
    </message>
    <message>
        <source>There is no recovery code: make one in the settings (People), and keep it on paper</source>
        <translation>Não há código de recuperação: crie um nas definições (Pessoas) e guarde-o em papel</translation>
    </message>
    <message>
        <source>There is not enough left on the voucher, fee included.</source>
        <translation>O voucher não chega, com a taxa incluída.</translation>
    </message>
    <message>
        <source>This cannot be used: {0}</source>
        <translation>Não se pode usar: {0}</translation>
    </message>
    <message>
        <source>This computer does not trust the payment service&apos;s certificate: it was told nothing.</source>
        <translation>Este computador não confia no certificado do serviço de pagamento: não lhe foi enviado nada.</translation>
    </message>
    <message>
        <source>This computer has no keyring that can be used</source>
        <translation>Este computador não tem um porta-chaves que se possa usar</translation>
    </message>
    <message>
        <source>This computer&apos;s clock says {0}, and that of {1} says {2}. Put the computer&apos;s clock right.</source>
        <translation>O relógio deste computador marca {0}, e o de {1} marca {2}. Acerte o relógio do computador.</translation>
    </message>
    <message>
        <source>This computer&apos;s proxy does not lead to the payment service.</source>
        <translation>O proxy deste computador não dá acesso ao serviço de pagamento.</translation>
    </message>
    <message>
        <source>This copy cannot be gone on from: {0}</source>
        <translation>Não se pode continuar a partir desta cópia: {0}</translation>
    </message>
    <message>
        <source>This is missing: {0}</source>
        <translation>Falta: {0}</translation>
    </message>
    <message>
        <source>This is not a date</source>
        <translation>Isto não é uma data</translation>
    </message>
    <message>
        <source>This is not a mobile number</source>
        <translation>Não é um número de telemóvel</translation>
    </message>
    <message>
        <source>This is not a phone number</source>
        <translation>Não é um número de telefone</translation>
    </message>
    <message>
        <source>This is not an amount</source>
        <translation>Não é um valor</translation>
    </message>
    <message>
        <source>This is not the recovery code</source>
        <translation>Este não é o código de recuperação</translation>
    </message>
    <message>
        <source>This number has no active account.</source>
        <translation>Este número não tem conta activa.</translation>
    </message>
    <message>
        <source>This shop has no recovery code</source>
        <translation>Esta loja não tem código de recuperação</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>Esta caixa</translation>
    </message>
    <message>
        <source>This till is already open</source>
        <translation>Esta caixa já está aberta</translation>
    </message>
    <message>
        <source>This till was last open on another computer</source>
        <translation>Esta caixa esteve aberta noutro computador</translation>
    </message>
    <message>
        <source>This time has passed</source>
        <translation>Este prazo já passou</translation>
    </message>
    <message>
        <source>This way to pay cannot do that</source>
        <translation>Este meio de pagamento não permite isso</translation>
    </message>
    <message>
        <source>This way to pay has a fixed validity</source>
        <translation>Este meio de pagamento tem validade fixa</translation>
    </message>
    <message>
        <source>This way to pay is not set up</source>
        <translation>Esta forma de pagar não está configurada</translation>
    </message>
    <message>
        <source>This way to pay is not set up.</source>
        <translation>Esta forma de pagar não está configurada.</translation>
    </message>
    <message>
        <source>Thousands or decimals? Write the cents</source>
        <translation>Milhares ou decimais? Escreva os cêntimos</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuso horário</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Too many digits</source>
        <translation>Algarismos a mais</translation>
    </message>
    <message>
        <source>Too many wrong PINs: again in {0} min</source>
        <translation>Demasiados PIN errados: de novo dentro de {0} min</translation>
    </message>
    <message>
        <source>Training does not start</source>
        <translation>O treino não arranca</translation>
    </message>
    <message>
        <source>Try again in a moment; in its window it can be closed without the copy.</source>
        <translation>Tente de novo dentro de momentos; na janela da caixa pode fechar sem a cópia.</translation>
    </message>
    <message>
        <source>Try again; call who looks after the till if it goes on.</source>
        <translation>Tente de novo; se continuar, chame quem cuida da caixa.</translation>
    </message>
    <message>
        <source>Trying now</source>
        <translation>A tentar agora</translation>
    </message>
    <message>
        <source>Type a name of at most 40 letters</source>
        <translation>Escreva um nome com 40 letras no máximo</translation>
    </message>
    <message>
        <source>Type it again, or call a manager.</source>
        <translation>Escreva-o de novo ou chame um gerente.</translation>
    </message>
    <message>
        <source>Type it again: nothing was lost.</source>
        <translation>Escreva-a de novo: nada se perdeu.</translation>
    </message>
    <message>
        <source>Type the amount</source>
        <translation>Escreva o valor</translation>
    </message>
    <message>
        <source>Type the code of the voucher</source>
        <translation>Escreva o código do voucher</translation>
    </message>
    <message>
        <source>Type the newest one that was printed: 24 figures.</source>
        <translation>Escreva o último que foi impresso: 24 algarismos.</translation>
    </message>
    <message>
        <source>Type the phone number</source>
        <translation>Escreva o número de telemóvel</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconhecido</translation>
    </message>
    <message>
        <source>Unknown way to pay: {0}</source>
        <translation>Forma de pagar desconhecida: {0}</translation>
    </message>
    <message>
        <source>Unlock it, or call who looks after this computer. The key was not kept.</source>
        <translation>Desbloqueie-o, ou chame quem cuida deste computador. A chave não foi guardada.</translation>
    </message>
    <message>
        <source>Unlock it, or start this computer again. What needs no key of it works.</source>
        <translation>Desbloqueie-o, ou reinicie este computador. O que não precisa dessas chaves funciona.</translation>
    </message>
    <message>
        <source>Up to four amounts, with a semicolon between them</source>
        <translation>Até quatro valores, separados por ponto e vírgula</translation>
    </message>
    <message>
        <source>Use the /direct addresses</source>
        <translation>Usar os endereços /direct</translation>
    </message>
    <message>
        <source>Use the window that is open, or close it first.</source>
        <translation>Use a janela que está aberta, ou feche-a primeiro.</translation>
    </message>
    <message>
        <source>Wait a moment, then charge again.</source>
        <translation>Espere um pouco e cobre de novo.</translation>
    </message>
    <message>
        <source>Wait until it is made, then try again.</source>
        <translation>Espere que termine e tente de novo.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>À espera</translation>
    </message>
    <message>
        <source>Waiting for the customer</source>
        <translation>À espera do cliente</translation>
    </message>
    <message>
        <source>Wallet number: {0}</source>
        <translation>Número da carteira: {0}</translation>
    </message>
    <message>
        <source>Warning cleared by the manager</source>
        <translation>Aviso retirado pelo gerente</translation>
    </message>
    <message>
        <source>We do not know yet</source>
        <translation>Ainda não sabemos</translation>
    </message>
    <message>
        <source>What you type stays here until you save it, whatever else you open.</source>
        <translation>O que escrever fica aqui até o guardar, mesmo que abra outra página.</translation>
    </message>
    <message>
        <source>Whatever you have left out waits in the settings.</source>
        <translation>O que ficou por preencher está nas definições.</translation>
    </message>
    <message>
        <source>Where to find the key of {0}</source>
        <translation>Onde está a chave da {0}</translation>
    </message>
    <message>
        <source>Who collects for you</source>
        <translation>Quem cobra por si</translation>
    </message>
    <message>
        <source>Who did what</source>
        <translation>Quem fez o quê</translation>
    </message>
    <message>
        <source>Who works here</source>
        <translation>Quem trabalha aqui</translation>
    </message>
    <message>
        <source>Write each field as name=value: {0}</source>
        <translation>Escreva cada campo como nome=valor: {0}</translation>
    </message>
    <message>
        <source>Write how you know</source>
        <translation>Escreva como sabe</translation>
    </message>
    <message>
        <source>Written down</source>
        <translation>Registado</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>PIN errado</translation>
    </message>
    <message>
        <source>Wrong PINs typed: {0}</source>
        <translation>PIN errados: {0}</translation>
    </message>
    <message>
        <source>Wrong passphrase: the keys stay locked</source>
        <translation>Frase-passe errada: as chaves continuam fechadas</translation>
    </message>
    <message>
        <source>You may hand over</source>
        <translation>Pode entregar</translation>
    </message>
    <message>
        <source>Your shop</source>
        <translation>A sua loja</translation>
    </message>
    <message>
        <source>digits only</source>
        <translation>só algarismos</translation>
    </message>
    <message>
        <source>five digits</source>
        <translation>cinco algarismos</translation>
    </message>
    <message>
        <source>https:// and a name</source>
        <translation>https:// e um nome</translation>
    </message>
    <message>
        <source>letters and digits, without spaces</source>
        <translation>letras e algarismos, sem espaços</translation>
    </message>
    <message>
        <source>manager (training)</source>
        <translation>gerente (treino)</translation>
    </message>
    <message>
        <source>of sale {0}</source>
        <translation>da venda {0}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>treino</translation>
    </message>
    <message>
        <source>try {0}</source>
        <translation>{0}.ª tentativa</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>há {0}</translation>
    </message>
    <message>
        <source>{0} answered with an error.</source>
        <translation>{0} respondeu com um erro.</translation>
    </message>
    <message>
        <source>{0} answered: nothing has changed.</source>
        <translation>{0} respondeu: nada mudou.</translation>
    </message>
    <message>
        <source>{0} asked {1} for a new webhook: {2}</source>
        <translation>{0} pediu um novo webhook a {1}: {2}</translation>
    </message>
    <message>
        <source>{0} asked {1} for another secret of a webhook: {2}</source>
        <translation>{0} pediu a {1} outro segredo de um webhook: {2}</translation>
    </message>
    <message>
        <source>{0} became manager with the recovery code</source>
        <translation>{0} passou a gerente com o código de recuperação</translation>
    </message>
    <message>
        <source>{0} became manager with the recovery code: nobody else&apos;s PIN is good any more</source>
        <translation>{0} passou a gerente com o código de recuperação: mais nenhum PIN é aceite</translation>
    </message>
    <message>
        <source>{0} changed a webhook at {1}: {2}</source>
        <translation>{0} alterou um webhook em {1}: {2}</translation>
    </message>
    <message>
        <source>{0} changed the settings: {1}</source>
        <translation>{0} alterou as definições: {1}</translation>
    </message>
    <message>
        <source>{0} closed the day {1}</source>
        <translation>{0} fechou o dia {1}</translation>
    </message>
    <message>
        <source>{0} collected a share of a payment at {1}: {2}</source>
        <translation>{0} recolheu a parte da loja num pagamento em {1}: {2}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>{0} deleted a webhook at {1}: {2}</source>
        <translation>{0} apagou um webhook em {1}: {2}</translation>
    </message>
    <message>
        <source>{0} did not answer.</source>
        <translation>{0} não respondeu.</translation>
    </message>
    <message>
        <source>{0} gave {1} a cashier&apos;s PIN</source>
        <translation>{0} deu a {1} um PIN de operador de caixa</translation>
    </message>
    <message>
        <source>{0} gave {1} a manager&apos;s PIN</source>
        <translation>{0} deu a {1} um PIN de gerente</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} had a cashier&apos;s PIN when the journal began</source>
        <translation>{0} já tinha um PIN de operador de caixa quando o diário começou</translation>
    </message>
    <message>
        <source>{0} had a manager&apos;s PIN when the journal began</source>
        <translation>{0} já tinha um PIN de gerente quando o diário começou</translation>
    </message>
    <message>
        <source>{0} had the journal file rebuilt from its own records</source>
        <translation>{0} mandou refazer o diário a partir dos seus registos</translation>
    </message>
    <message>
        <source>{0} made a new recovery code</source>
        <translation>{0} criou um novo código de recuperação</translation>
    </message>
    <message>
        <source>{0} made or changed a reference at {1} that is no sale&apos;s: {2}</source>
        <translation>{0} criou ou alterou em {1} uma referência que não é de nenhuma venda: {2}</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} shows it once, when the webhook is made. Without a webhook, leave it empty.</source>
        <translation>A {0} mostra-o uma só vez, quando o webhook é criado. Sem webhook, deixe vazio.</translation>
    </message>
    <message>
        <source>{0} switched a webhook at {1} on or off: {2}</source>
        <translation>{0} ligou ou desligou um webhook em {1}: {2}</translation>
    </message>
    <message>
        <source>{0} switched an event of a webhook at {1} on or off: {2}</source>
        <translation>{0} ligou ou desligou um evento de um webhook em {1}: {2}</translation>
    </message>
    <message>
        <source>{0} takes no cents</source>
        <translation>{0} não aceita centavos</translation>
    </message>
    <message>
        <source>{0} told of a payment by calling this till</source>
        <translation>{0} comunicou um pagamento chamando esta caixa</translation>
    </message>
    <message>
        <source>{0} took a copy of sales: {1}</source>
        <translation>{0} tirou uma cópia de vendas: {1}</translation>
    </message>
    <message>
        <source>{0} took a payment out of the queue of {1}: {2}</source>
        <translation>{0} retirou um pagamento da fila de {1}: {2}</translation>
    </message>
    <message>
        <source>{0} took away a reference at {1} that is no sale&apos;s: {2}</source>
        <translation>{0} retirou em {1} uma referência que não é de nenhuma venda: {2}</translation>
    </message>
    <message>
        <source>{0} took the PIN of {1} away</source>
        <translation>{0} retirou o PIN de {1}</translation>
    </message>
    <message>
        <source>{0} typed the right PIN after wrong ones</source>
        <translation>{0} escreveu o PIN certo depois de outros errados</translation>
    </message>
    <message>
        <source>{0} went on from a copy. {1}</source>
        <translation>{0} continuou a partir de uma cópia. {1}</translation>
    </message>
    <message>
        <source>{0}. It may have gone through: the till keeps checking.</source>
        <translation>{0}. Pode ter sido concluído: a caixa continua a verificar.</translation>
    </message>
    <message>
        <source>{0}: outcome unknown</source>
        <translation>{0}: resultado desconhecido</translation>
    </message>
    <message>
        <source>{0}: still waiting</source>
        <translation>{0}: ainda à espera</translation>
    </message>
    <message>
        <source>{0}: that one was not paid</source>
        <translation>{0}: essa não foi paga</translation>
    </message>
    <message>
        <source>{0}: this money has just moved</source>
        <translation>{0}: este dinheiro acabou de ser pago</translation>
    </message>
    <message>
        <source>{0}: this money is held already</source>
        <translation>{0}: este dinheiro já está reservado</translation>
    </message>
    <message>
        <source>“Works” appears only once the test was answered.</source>
        <translation>«A funcionar» só aparece depois de uma resposta ao teste.</translation>
    </message>
</context>
<context>
    <name>SwitchRow</name>
    <message>
        <source>Off</source>
        <translation>Não</translation>
    </message>
    <message>
        <source>✓ On</source>
        <translation>✓ Sim</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message numerus="yes">
        <source>%n sale(s) without a result yet</source>
        <translation>
            <numerusform>%n venda ainda sem resultado</numerusform>
            <numerusform>%n vendas ainda sem resultado</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Back: the till stays open</source>
        <translation>Voltar: a caixa fica aberta</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>Fechar mesmo assim</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Every sale has its result now</source>
        <translation>Todas as vendas já têm resultado</translation>
    </message>
    <message>
        <source>Tell the customer: we hand over once the till has the payment. Please do not pay a second time, and keep the message on the phone.</source>
        <translation>Diga ao cliente: entregamos quando a caixa tiver o pagamento. Não pague outra vez e guarde a mensagem do telemóvel.</translation>
    </message>
    <message>
        <source>The customer may still pay after the till is closed. The till checks again when it is next opened, and only then shows the result.</source>
        <translation>O cliente ainda pode pagar depois de a caixa fechar. A caixa volta a verificar quando for aberta, e só então mostra o resultado.</translation>
    </message>
</context>
</TS>
