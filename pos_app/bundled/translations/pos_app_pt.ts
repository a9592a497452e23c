<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
<context>
    <name>AboutCard</name>
    <message>
        <source>Built {0}, commit {1}</source>
        <translation>Compilada em {0}, commit {1}</translation>
    </message>
    <message>
        <source>Cashier&apos;s page</source>
        <translation>Página do operador</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy for support</source>
        <translation>Copiar para o suporte</translation>
    </message>
    <message>
        <source>From the sources, not a build</source>
        <translation>A partir do código-fonte, não é uma compilação</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licença</translation>
    </message>
    <message>
        <source>Licence text</source>
        <translation>Texto da licença</translation>
    </message>
    <message>
        <source>Manager&apos;s guide</source>
        <translation>Guia do gerente</translation>
    </message>
    <message>
        <source>Nothing here opens a PDF. It is at {0}</source>
        <translation>Nada aqui abre um PDF. Está em {0}</translation>
    </message>
    <message>
        <source>Open the guide, a PDF</source>
        <translation>Abrir o guia, em PDF</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Componente</translation>
    </message>
    <message>
        <source>The licences could not be read: {0}</source>
        <translation>Não foi possível ler as licenças: {0}</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Versão</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Versão {0}</translation>
    </message>
    <message>
        <source>Version, commit, build time and system</source>
        <translation>Versão, commit, data da compilação e sistema</translation>
    </message>
    <message>
        <source>What the program is made of</source>
        <translation>De que é feito o programa</translation>
    </message>
    <message>
        <source>see the text</source>
        <translation>ver o texto</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Connected: the account works</source>
        <translation>Ligado: a conta funciona</translation>
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
        <source>Save and test the {0} account</source>
        <translation>Guardar e testar a conta {0}</translation>
    </message>
    <message>
        <source>Save the {0} account</source>
        <translation>Guardar a conta {0}</translation>
    </message>
    <message>
        <source>Saved in the encrypted file</source>
        <translation>Já está no ficheiro cifrado</translation>
    </message>
    <message>
        <source>Saved in the system&apos;s keyring</source>
        <translation>Já está no porta-chaves do sistema</translation>
    </message>
    <message>
        <source>Saved, not tested yet</source>
        <translation>Guardado, ainda por testar</translation>
    </message>
    <message>
        <source>Set in this computer&apos;s environment</source>
        <translation>Já está no ambiente deste computador</translation>
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
        <source>The till keeps keys in the system&apos;s keyring.</source>
        <translation>A caixa guarda as chaves no porta-chaves do sistema.</translation>
    </message>
    <message>
        <source>This computer has no keyring: the till keeps keys in an encrypted file. A passphrase unlocks it each time the till opens.</source>
        <translation>Este computador não tem porta-chaves: a caixa guarda as chaves num ficheiro cifrado. Uma frase-passe desbloqueia-o sempre que a caixa abre.</translation>
    </message>
</context>
<context>
    <name>ActionDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>This looks like a barcode scan: press Enter again to confirm</source>
        <translation>Parece uma leitura de código: prima Enter outra vez para confirmar</translation>
    </message>
</context>
<context>
    <name>ApprovalDialog</name>
    <message>
        <source>Approve</source>
        <translation>Autorizar</translation>
    </message>
    <message>
        <source>Only a manager can change this. The journal records who did.</source>
        <translation>Só um gerente pode mudar isto. O diário regista quem mudou.</translation>
    </message>
    <message>
        <source>Only a manager can do this.</source>
        <translation>Só um gerente pode fazer isto.</translation>
    </message>
    <message>
        <source>Only a manager can see this.</source>
        <translation>Só um gerente pode ver isto.</translation>
    </message>
</context>
<context>
    <name>ArrivalPanel</name>
    <message>
        <source>Another till: both computers sell. This one starts with its own journal and numbers; sales waiting on the other computer stay there.</source>
        <translation>Outra caixa: os dois computadores vendem. Esta começa com diário e números próprios; as vendas à espera no outro ficam lá.</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Has the till moved to this computer, or is this another till?</source>
        <translation>A caixa mudou para este computador, ou esta é outra caixa?</translation>
    </message>
    <message>
        <source>It has moved here</source>
        <translation>Mudou para aqui</translation>
    </message>
    <message>
        <source>It is another till</source>
        <translation>É outra caixa</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Moved: the other computer no longer sells. This one continues with its sales.</source>
        <translation>Mudou: o outro computador já não vende. Este continua com as vendas dele.</translation>
    </message>
</context>
<context>
    <name>AttentionDialog</name>
    <message>
        <source>Alert</source>
        <translation>Alerta</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
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
        <source>Each sale stays here until a manager clears its alert.</source>
        <translation>Cada venda fica aqui até um gerente fechar o alerta.</translation>
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
        <source>Sales with an alert</source>
        <translation>Vendas com alerta</translation>
    </message>
    <message>
        <source>Show the sale</source>
        <translation>Ver a venda</translation>
    </message>
</context>
<context>
    <name>AttentionStrip</name>
    <message numerus="yes">
        <source>%n sale(s) with an alert</source>
        <translation>
            <numerusform>%n venda com alerta</numerusform>
            <numerusform>%n vendas com alerta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with an alert</source>
        <translation>
            <numerusform>%n com alerta</numerusform>
            <numerusform>%n com alerta</numerusform>
        </translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
</context>
<context>
    <name>AuditCard</name>
    <message>
        <source>Action</source>
        <translation>Acção</translation>
    </message>
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
        <source>Show what each person did on the till</source>
        <translation>Mostrar o que cada pessoa fez na caixa</translation>
    </message>
    <message>
        <source>What each person did on the till</source>
        <translation>O que cada pessoa fez na caixa</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
    </message>
    <message>
        <source>Wrong PINs, PINs given and removed, changed settings, and changes made at a payment service. Nobody can delete anything here.</source>
        <translation>PIN errados, PIN dados e retirados, definições alteradas e alterações num serviço de pagamento. Ninguém pode apagar nada daqui.</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>By cashier</source>
        <translation>Por operador</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <source>By method</source>
        <translation>Por método</translation>
    </message>
    <message>
        <source>By weekday</source>
        <translation>Por dia da semana</translation>
    </message>
    <message>
        <source>Every charge was paid</source>
        <translation>Todas as cobranças foram pagas</translation>
    </message>
    <message>
        <source>No charges</source>
        <translation>Sem cobranças</translation>
    </message>
    <message>
        <source>Nothing received</source>
        <translation>Nada recebido</translation>
    </message>
    <message>
        <source>Success and time to answer</source>
        <translation>Sucesso e resposta</translation>
    </message>
    <message>
        <source>Why not paid</source>
        <translation>Porque não se pagou</translation>
    </message>
    <message>
        <source>average of the open days, {0}</source>
        <translation>média dos dias abertos, {0}</translation>
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
        <translation>Concluir a cobrança</translation>
    </message>
    <message>
        <source>Capture {0}</source>
        <translation>Cobrar {0}</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close; the sale continues</source>
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
        <source>QR code of the payment page</source>
        <translation>Código QR da página de pagamento</translation>
    </message>
    <message>
        <source>The customer scans this code with a phone and pays by card.</source>
        <translation>O cliente lê este código com o telemóvel e paga com cartão.</translation>
    </message>
</context>
<context>
    <name>CashBox</name>
    <message>
        <source>Cash from the customer</source>
        <translation>Entregue pelo cliente</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>Troco {0}</translation>
    </message>
    <message>
        <source>Empty: exact amount</source>
        <translation>Vazio: valor exacto</translation>
    </message>
    <message>
        <source>Rounded to coins: {0}</source>
        <translation>Arredondado para {0}</translation>
    </message>
    <message>
        <source>{0} missing</source>
        <translation>Faltam {0}</translation>
    </message>
</context>
<context>
    <name>CashDialog</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>Banco</translation>
    </message>
    <message>
        <source>Cash in</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Cash out</source>
        <translation>Retirada</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Trocos</translation>
    </message>
    <message>
        <source>Expense</source>
        <translation>Despesa</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fundo de caixa</translation>
    </message>
    <message>
        <source>For no sale: change, the bank, an expense.</source>
        <translation>Sem venda: trocos, banco, uma despesa.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motivo</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>ChargeForm</name>
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
        <translation>Cobrar {0} · o voucher paga {1}</translation>
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
        <translation>Taxa {0}: o voucher tem de ter {1}</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Cativar</translation>
    </message>
    <message>
        <source>Hold the amount</source>
        <translation>Pré-autorização</translation>
    </message>
    <message>
        <source>Hold {0}</source>
        <translation>Cativar {0}</translation>
    </message>
    <message>
        <source>Hold {0} of {1}</source>
        <translation>Cativar {0} de {1}</translation>
    </message>
    <message>
        <source>Invoice or note</source>
        <translation>Factura ou nota</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Não é necessário</translation>
    </message>
    <message>
        <source>Pay this sale in several parts</source>
        <translation>Pagar esta venda em várias partes</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>A preparar…</translation>
    </message>
    <message>
        <source>Put the amount on hold; capture or release it later</source>
        <translation>Cativar o valor; cobrar ou libertar depois</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>A registar…</translation>
    </message>
    <message>
        <source>Repeat last</source>
        <translation>Repetir última</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>Repartir…</translation>
    </message>
</context>
<context>
    <name>ClearDialog</name>
    <message>
        <source>Clear the alert</source>
        <translation>Fechar o alerta</translation>
    </message>
    <message>
        <source>Goods handed over</source>
        <translation>Mercadoria entregue</translation>
    </message>
    <message>
        <source>Money refunded</source>
        <translation>Valor devolvido</translation>
    </message>
    <message>
        <source>The journal records it</source>
        <translation>Fica registado no diário</translation>
    </message>
    <message>
        <source>What was done?</source>
        <translation>O que foi feito?</translation>
    </message>
</context>
<context>
    <name>CloneStrip</name>
    <message>
        <source>Another computer runs as this till. You can sell on.</source>
        <translation>Outro computador trabalha como esta caixa. Pode continuar a vender.</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
</context>
<context>
    <name>CloseDialog</name>
    <message>
        <source>Already closed: {0}, {1}</source>
        <translation>Já foi fechado: {0}, {1}</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Fechar o dia</translation>
    </message>
    <message>
        <source>Close the day {0}?</source>
        <translation>Fechar o dia {0}?</translation>
    </message>
    <message>
        <source>Counted in the drawer: {0}</source>
        <translation>Contado na gaveta: {0}</translation>
    </message>
    <message>
        <source>Net: {0}</source>
        <translation>Saldo: {0}</translation>
    </message>
    <message>
        <source>No money moved</source>
        <translation>Sem movimentos de dinheiro</translation>
    </message>
</context>
<context>
    <name>CloseShiftDialog</name>
    <message>
        <source>Close the shift</source>
        <translation>Fechar o turno</translation>
    </message>
    <message>
        <source>Close the shift of {0}?</source>
        <translation>Fechar o turno de {0}?</translation>
    </message>
    <message>
        <source>Close the shift?</source>
        <translation>Fechar o turno?</translation>
    </message>
    <message>
        <source>Count the drawer first. Left empty, the shift closes without a count.</source>
        <translation>Conte primeiro a gaveta. Sem nada escrito, o turno fecha sem contagem.</translation>
    </message>
    <message>
        <source>Counted in {0}</source>
        <translation>Contado em {0}</translation>
    </message>
    <message>
        <source>Counted: {0}</source>
        <translation>Contado: {0}</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>ainda nada</translation>
    </message>
</context>
<context>
    <name>CloseTab</name>
    <message numerus="yes">
        <source>%n payment(s)</source>
        <translation>
            <numerusform>%n pagamento</numerusform>
            <numerusform>%n pagamentos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting sale(s) continue.</source>
        <translation>
            <numerusform>%n venda à espera continua.</numerusform>
            <numerusform>%n vendas à espera continuam.</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>Close the day {0}…</source>
        <translation>Fechar o dia {0}…</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dias</translation>
    </message>
    <message>
        <source>Journal check code {0}: {1}</source>
        <translation>Código de controlo do diário {0}: {1}</translation>
    </message>
    <message>
        <source>Once closed, it cannot change.</source>
        <translation>Depois de fechado, não se altera.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Received since the last close</source>
        <translation>Recebido desde o último fecho</translation>
    </message>
    <message>
        <source>changed: money came after the close. The stored close does not change.</source>
        <translation>mudou: chegou dinheiro depois do fecho. O fecho guardado não muda.</translation>
    </message>
    <message>
        <source>close no. {0} · {1} · {2}</source>
        <translation>fecho n.º {0} · {1} · {2}</translation>
    </message>
    <message>
        <source>since the last close, {0}, until now, {1}</source>
        <translation>desde o último fecho, {0}, até agora, {1}</translation>
    </message>
    <message>
        <source>until now, {0}</source>
        <translation>até agora, {0}</translation>
    </message>
</context>
<context>
    <name>ClosedDialog</name>
    <message>
        <source>Backup made and checked: {0}</source>
        <translation>Cópia de segurança feita e verificada: {0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close no. {0}: day {1}, by {2}</source>
        <translation>Fecho n.º {0}: dia {1}, por {2}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the check code</source>
        <translation>Copiar o código de controlo</translation>
    </message>
    <message>
        <source>Day closed</source>
        <translation>Dia fechado</translation>
    </message>
    <message>
        <source>Journal check code. Keep it on paper or on a phone: if anybody changes the journal, the code no longer matches.</source>
        <translation>Código de controlo do diário. Guarde-o em papel ou num telemóvel: se alguém alterar o diário, o código deixa de coincidir.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
</context>
<context>
    <name>ClosingPanel</name>
    <message>
        <source>Close without the backup</source>
        <translation>Fechar sem cópia de segurança</translation>
    </message>
    <message>
        <source>Making a backup of the journal</source>
        <translation>A fazer a cópia de segurança do diário</translation>
    </message>
    <message>
        <source>The window closes when the backup is done. Without it nothing is lost: the till makes one the next time it opens.</source>
        <translation>A janela fecha quando a cópia terminar. Sem ela não se perde nada: a caixa faz outra na próxima abertura.</translation>
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
        <source>Close anyway</source>
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
        <source>The customer can still pay after you close the till. The till checks again the next time you open it, and only then shows the result.</source>
        <translation>O cliente ainda pode pagar depois de fechar a caixa. A caixa volta a verificar quando a abrir, e só então mostra o resultado.</translation>
    </message>
</context>
<context>
    <name>CodeDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Keep this recovery code on paper</source>
        <translation>Guarde este código de recuperação em papel</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>You see it only once. If the PINs are lost or forgotten, only this code gives a manager a new PIN. Anybody who has it can use it: keep it away from the till.</source>
        <translation>Só aparece desta vez. Se os PIN se perderem ou forem esquecidos, só este código dá um novo PIN a um gerente. Quem o tiver pode usá-lo: guarde-o longe da caixa.</translation>
    </message>
</context>
<context>
    <name>ColumnTexts</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n venda</numerusform>
            <numerusform>%n vendas</numerusform>
        </translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador</translation>
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
        <source>received {0}</source>
        <translation>recebido {0}</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Last backup: {0}</source>
        <translation>Última cópia de segurança: {0}</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>Ainda sem cópia de segurança</translation>
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
        <source>Applies the next time the till opens.</source>
        <translation>Aplica-se na próxima abertura da caixa.</translation>
    </message>
    <message>
        <source>Applies the next time the till opens. This screen has room for {0}.</source>
        <translation>Aplica-se na próxima abertura da caixa. Este ecrã permite até {0}.</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Ao balcão</translation>
    </message>
    <message>
        <source>Auto-lock</source>
        <translation>Bloqueio automático</translation>
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
        <source>Each cashier opens a shift, counts the drawer, and closes it.</source>
        <translation>Cada operador abre um turno, conta a gaveta e fecha-o.</translation>
    </message>
    <message>
        <source>For the window and the slips.</source>
        <translation>Da janela e dos talões.</translation>
    </message>
    <message>
        <source>For touch screens. Without it, the form has more room.</source>
        <translation>Para ecrãs tácteis. Sem ele, o formulário tem mais espaço.</translation>
    </message>
    <message>
        <source>Full screen. Closing, minimising and training need a manager&apos;s PIN.</source>
        <translation>Ecrã inteiro. Fechar, minimizar e a formação pedem o PIN de um gerente.</translation>
    </message>
    <message>
        <source>Full screen. Nobody has a PIN yet, so anybody can close it: give a manager a PIN first.</source>
        <translation>Ecrã inteiro. Ainda ninguém tem PIN, por isso qualquer pessoa a pode fechar: dê primeiro um PIN a um gerente.</translation>
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
        <source>Kiosk</source>
        <translation>Quiosque</translation>
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
        <source>Light for the day, dark for the evening.</source>
        <translation>Claras para o dia, escuras para a noite.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Desligado</translation>
    </message>
    <message>
        <source>One sound for paid, another for not paid.</source>
        <translation>Um som para pago, outro para não pago.</translation>
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
        <source>Shifts</source>
        <translation>Turnos</translation>
    </message>
    <message>
        <source>Shows a QR code on the customer&apos;s screen when a sale is paid.</source>
        <translation>Mostra um código QR no ecrã do cliente quando a venda está paga.</translation>
    </message>
    <message>
        <source>Shows the amount, the number to confirm and what to do, on a second screen.</source>
        <translation>Mostra o valor, o número a confirmar e o que fazer, num segundo ecrã.</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Sons</translation>
    </message>
    <message>
        <source>Suggests earlier numbers while you type: others can see them.</source>
        <translation>Sugere números anteriores enquanto escreve: outras pessoas podem vê-los.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamanho do texto</translation>
    </message>
    <message>
        <source>That screen is not connected: the customer sees nothing.</source>
        <translation>Esse ecrã não está ligado: o cliente não vê nada.</translation>
    </message>
    <message>
        <source>The till itself is on this screen: the customer sees nothing.</source>
        <translation>A caixa está neste ecrã: o cliente não vê nada.</translation>
    </message>
    <message>
        <source>Up to four, for example: 500; 1000; 2000.</source>
        <translation>Até quatro, por exemplo: 500; 1000; 2000.</translation>
    </message>
    <message>
        <source>Where cashiers sign in, the till locks after this time unused.</source>
        <translation>Onde os operadores entram com PIN, a caixa bloqueia após este tempo sem uso.</translation>
    </message>
</context>
<context>
    <name>CoveredDays</name>
    <message>
        <source>Covers</source>
        <translation>De</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primeiro dia</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último dia</translation>
    </message>
    <message>
        <source>until</source>
        <translation>até</translation>
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
        <source>QR code of the payment page</source>
        <translation>Código QR da página de pagamento</translation>
    </message>
    <message>
        <source>QR code of your receipt</source>
        <translation>Código QR do seu recibo</translation>
    </message>
    <message>
        <source>Scan it with your phone&apos;s camera.</source>
        <translation>Leia-o com a câmara do telemóvel.</translation>
    </message>
    <message>
        <source>TRAINING: no money moves</source>
        <translation>TREINO: sem dinheiro real</translation>
    </message>
</context>
<context>
    <name>DamagePanel</name>
    <message>
        <source>An older backup</source>
        <translation>Cópia mais antiga</translation>
    </message>
    <message>
        <source>Backup of {0} · sales: {1}</source>
        <translation>Cópia de {0} · vendas: {1}</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Events that have come: {0} of {1}</source>
        <translation>Registos recebidos: {0} de {1}</translation>
    </message>
    <message>
        <source>Fetching every event that the office has…</source>
        <translation>A receber todos os registos que o escritório tem…</translation>
    </message>
    <message>
        <source>From a backup</source>
        <translation>Da cópia de segurança</translation>
    </message>
    <message>
        <source>From the office</source>
        <translation>Do escritório</translation>
    </message>
    <message>
        <source>If somebody moved it, put it back and open the till again.</source>
        <translation>Se alguém o mudou de lugar, reponha-o e abra a caixa de novo.</translation>
    </message>
    <message>
        <source>It has every sale up to {0}</source>
        <translation>Tem todas as vendas até {0}</translation>
    </message>
    <message>
        <source>Later sales and refunds are not in it. Check them with the payment service before you charge or refund again.</source>
        <translation>As vendas e devoluções posteriores não estão nele. Confirme-as com o serviço de pagamento antes de cobrar ou devolver de novo.</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Nothing is deleted: the till keeps the damaged file under another name.</source>
        <translation>Nada é apagado: a caixa guarda o ficheiro danificado com outro nome.</translation>
    </message>
    <message>
        <source>Nothing is deleted: the till keeps the present file under another name.</source>
        <translation>Nada é apagado: a caixa guarda o ficheiro actual com outro nome.</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Abrir a caixa</translation>
    </message>
    <message>
        <source>Or close the till and run “pos-app rebuild”: it rebuilds the journal with every sale.</source>
        <translation>Ou feche a caixa e execute “pos-app rebuild”: reconstrói o diário com todas as vendas.</translation>
    </message>
    <message>
        <source>Plug in the USB stick with the backups, then search again.</source>
        <translation>Ligue a pen com as cópias e procure de novo.</translation>
    </message>
    <message>
        <source>Restore from the office</source>
        <translation>Repor do escritório</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>Repor esta cópia</translation>
    </message>
    <message>
        <source>Restoring and checking every sale…</source>
        <translation>A repor e a verificar todas as vendas…</translation>
    </message>
    <message>
        <source>Sales that were waiting and now need attention: {0}</source>
        <translation>Vendas que estavam à espera e ficaram por resolver: {0}</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Procurar de novo</translation>
    </message>
    <message>
        <source>Searching for the last backup…</source>
        <translation>A procurar a última cópia de segurança…</translation>
    </message>
    <message>
        <source>The earlier file is kept: {0}</source>
        <translation>O ficheiro anterior fica guardado: {0}</translation>
    </message>
    <message>
        <source>The journal is restored</source>
        <translation>O diário foi reposto</translation>
    </message>
    <message>
        <source>The next sale is number {0}.</source>
        <translation>A próxima venda tem o número {0}.</translation>
    </message>
    <message>
        <source>The office&apos;s manager gives you a code to restore this till.</source>
        <translation>O gerente do escritório dá-lhe um código para repor esta caixa.</translation>
    </message>
    <message>
        <source>The till continues from it and keeps what the damaged file can still prove. Check other later sales with the payment service.</source>
        <translation>A caixa continua a partir dela e aproveita o que o ficheiro danificado ainda prova. Confirme as outras vendas posteriores com o serviço de pagamento.</translation>
    </message>
    <message>
        <source>The till continues from it. Check later sales with the payment service.</source>
        <translation>A caixa continua a partir dela. Confirme as vendas posteriores com o serviço de pagamento.</translation>
    </message>
    <message>
        <source>There is no backup in {0}</source>
        <translation>Não há nenhuma cópia de segurança em {0}</translation>
    </message>
</context>
<context>
    <name>DayBridgeBox</name>
    <message>
        <source>Received on {0}</source>
        <translation>Recebido a {0}</translation>
    </message>
    <message>
        <source>Sold and received</source>
        <translation>Vendido e recebido</translation>
    </message>
    <message>
        <source>Sold on {0}</source>
        <translation>Vendido a {0}</translation>
    </message>
    <message>
        <source>received on {0}</source>
        <translation>recebido a {0}</translation>
    </message>
    <message>
        <source>sold on {0}</source>
        <translation>vendido a {0}</translation>
    </message>
</context>
<context>
    <name>DayChooser</name>
    <message>
        <source>A week before</source>
        <translation>Uma semana antes</translation>
    </message>
    <message>
        <source>A year before</source>
        <translation>Um ano antes</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Todos os dias</translation>
    </message>
    <message>
        <source>Choose the first day</source>
        <translation>Escolha o primeiro dia</translation>
    </message>
    <message>
        <source>Choose the first of the other days</source>
        <translation>Escolha o primeiro dos outros dias</translation>
    </message>
    <message>
        <source>From {0}: choose the last day</source>
        <translation>De {0}: escolha o último dia</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Mês passado</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>Semana passada</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Mês seguinte</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Mês anterior</translation>
    </message>
    <message>
        <source>The days before</source>
        <translation>Os dias anteriores</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} dias</translation>
    </message>
</context>
<context>
    <name>DayTakings</name>
    <message>
        <source>today {0}</source>
        <translation>hoje {0}</translation>
    </message>
</context>
<context>
    <name>DestinationsCard</name>
    <message>
        <source>Ask each time</source>
        <translation>Perguntar sempre</translation>
    </message>
    <message>
        <source>Day close, shift, reading and sales list.</source>
        <translation>Fecho do dia, turno, leitura e lista de vendas.</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Recibos</translation>
    </message>
    <message>
        <source>Receipts that stay here.</source>
        <translation>Recibos que ficam na loja.</translation>
    </message>
    <message>
        <source>References that customers pay.</source>
        <translation>Referências que os clientes pagam.</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Relatórios</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Slips</source>
        <translation>Talões</translation>
    </message>
    <message>
        <source>The shop&apos;s copies</source>
        <translation>Vias da loja</translation>
    </message>
    <message>
        <source>What the customer takes along.</source>
        <translation>O que o cliente leva.</translation>
    </message>
    <message>
        <source>Where documents go</source>
        <translation>Para onde vai cada documento</translation>
    </message>
</context>
<context>
    <name>DoctorCard</name>
    <message>
        <source>Check again</source>
        <translation>Verificar outra vez</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Verificar agora</translation>
    </message>
    <message>
        <source>Check this computer</source>
        <translation>Verificar este computador</translation>
    </message>
    <message>
        <source>Checking: {0} so far</source>
        <translation>A verificar: {0} até agora</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the report for support</source>
        <translation>Copiar relatório para o suporte</translation>
    </message>
    <message>
        <source>It contains no keys, no phone numbers and no names</source>
        <translation>Não contém chaves, números de telemóvel nem nomes</translation>
    </message>
    <message>
        <source>Looks at what the till stands on: the disk, the journal, the keys, the clock, the printers and the payment services. It changes nothing, and no money moves.</source>
        <translation>Verifica aquilo de que a caixa precisa: o disco, o diário, as chaves, o relógio, as impressoras e os serviços de pagamento. Não altera nada e não movimenta dinheiro.</translation>
    </message>
    <message>
        <source>Nothing needs you here.</source>
        <translation>Não há nada a fazer.</translation>
    </message>
    <message>
        <source>To see to: {0}</source>
        <translation>A tratar: {0}</translation>
    </message>
</context>
<context>
    <name>DoubtCard</name>
    <message>
        <source>Ask the customer</source>
        <translation>Perguntar ao cliente</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Verificar agora</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Copiar os dados</translation>
    </message>
    <message>
        <source>The till</source>
        <translation>A caixa</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>O que fazer</translation>
    </message>
    <message>
        <source>Where to check</source>
        <translation>Onde confirmar</translation>
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
    <message numerus="yes">
        <source>%n unknown</source>
        <translation>
            <numerusform>%n desconhecida</numerusform>
            <numerusform>%n desconhecidas</numerusform>
        </translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
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
        <translation>Voltar às vendas</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Por resolver</translation>
    </message>
    <message>
        <source>Nothing needs attention: every sale has its result.</source>
        <translation>Nada por resolver: todas as vendas têm resultado.</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sales that need attention, oldest first</source>
        <translation>Vendas por resolver, a mais antiga primeiro</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
</context>
<context>
    <name>DrawerCard</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n venda</numerusform>
            <numerusform>%n vendas</numerusform>
        </translation>
    </message>
    <message>
        <source>Also in the drawer</source>
        <translation>Também na gaveta</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>Dinheiro na gaveta</translation>
    </message>
    <message>
        <source>Cash in: {0}</source>
        <translation>Entrada: {0}</translation>
    </message>
    <message>
        <source>Cash out: {0}</source>
        <translation>Retirada: {0}</translation>
    </message>
    <message>
        <source>Expected in the drawer</source>
        <translation>Esperado na gaveta</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fundo de caixa</translation>
    </message>
    <message>
        <source>Left at the last close</source>
        <translation>Ficou no último fecho</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Devolução</translation>
    </message>
    <message>
        <source>Refund of {0}</source>
        <translation>Devolução da {0}</translation>
    </message>
    <message>
        <source>cash only, {0}</source>
        <translation>só numerário, {0}</translation>
    </message>
    <message>
        <source>expected now</source>
        <translation>esperado agora</translation>
    </message>
</context>
<context>
    <name>DrawerCheck</name>
    <message>
        <source>Cash in the drawer</source>
        <translation>Dinheiro na gaveta</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Esperado</translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>Não falta nada</translation>
    </message>
    <message>
        <source>Over in the drawer</source>
        <translation>Sobra na gaveta</translation>
    </message>
    <message>
        <source>Short in the drawer</source>
        <translation>Falta na gaveta</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>por contar</translation>
    </message>
    <message>
        <source>notes and coins counted, {0}</source>
        <translation>notas e moedas contadas, {0}</translation>
    </message>
</context>
<context>
    <name>DrawerCounter</name>
    <message>
        <source>How many of {0}</source>
        <translation>Quantas de {0}</translation>
    </message>
</context>
<context>
    <name>DueStrip</name>
    <message>
        <source>since {0}</source>
        <translation>desde {0}</translation>
    </message>
</context>
<context>
    <name>EarlierJobs</name>
    <message>
        <source>Before this one</source>
        <translation>Antes desta</translation>
    </message>
</context>
<context>
    <name>EarlierMoneyBox</name>
    <message>
        <source>Received for sales of earlier days</source>
        <translation>Recebido por vendas de dias anteriores</translation>
    </message>
</context>
<context>
    <name>ExceptionsCard</name>
    <message numerus="yes">
        <source>%n refund(s)</source>
        <translation>
            <numerusform>%n devolução</numerusform>
            <numerusform>%n devoluções</numerusform>
        </translation>
    </message>
    <message>
        <source>Alert cleared</source>
        <translation>Alerta fechado</translation>
    </message>
    <message>
        <source>Before closing</source>
        <translation>Antes de fechar</translation>
    </message>
    <message>
        <source>Charged although it looked like {0}</source>
        <translation>Cobrada apesar de parecer a {0}</translation>
    </message>
    <message>
        <source>Nothing to look at</source>
        <translation>Nada por ver</translation>
    </message>
    <message>
        <source>On this close</source>
        <translation>Neste fecho</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Resultado desconhecido</translation>
    </message>
    <message>
        <source>Paper did not come out</source>
        <translation>O papel não saiu</translation>
    </message>
    <message>
        <source>Paper not confirmed</source>
        <translation>Papel por confirmar</translation>
    </message>
    <message>
        <source>Resolved by hand</source>
        <translation>Resolvida à mão</translation>
    </message>
    <message>
        <source>Slip never printed</source>
        <translation>Talão nunca impresso</translation>
    </message>
    <message>
        <source>closed as they stand</source>
        <translation>passam para o fecho como estão</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>CSV for a spreadsheet</source>
        <translation>CSV para folha de cálculo</translation>
    </message>
    <message>
        <source>Choose the kind of file</source>
        <translation>Escolha o tipo de ficheiro</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export sales</source>
        <translation>Exportar vendas</translation>
    </message>
    <message>
        <source>Month for the accountant</source>
        <translation>Mês para a contabilidade</translation>
    </message>
    <message>
        <source>PDF to print</source>
        <translation>PDF para imprimir</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Progresso da exportação</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>Guardar num ficheiro</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Guardar num ficheiro…</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Guardado: {0}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>Parar a exportação</translation>
    </message>
    <message>
        <source>The till continues to sell meanwhile</source>
        <translation>Entretanto, a caixa continua a vender</translation>
    </message>
    <message>
        <source>{0} of {1} rows</source>
        <translation>{0} de {1} linhas</translation>
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
        <source>Until when can it be paid?</source>
        <translation>Até quando pode ser paga?</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>All numbers of the period</source>
        <translation>Todos os números do período</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy all of it as a table</source>
        <translation>Copiar tudo como tabela</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moeda</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Guardar imagem</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Guardar imagem…</translation>
    </message>
    <message>
        <source>Save the pictures as a file</source>
        <translation>Guardar as imagens num ficheiro</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>Guardado: {0}</translation>
    </message>
    <message>
        <source>Show the table instead of the pictures</source>
        <translation>Mostrar a tabela em vez das imagens</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabela</translation>
    </message>
    <message>
        <source>{0} lines copied</source>
        <translation>{0} linhas copiadas</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Alert</source>
        <translation>Alerta</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Limpar filtros</translation>
    </message>
    <message>
        <source>Key: {0}</source>
        <translation>Tecla: {0}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>FilterWords</name>
    <message>
        <source>Any alert</source>
        <translation>Qualquer alerta</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Continue without saving</source>
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
    <name>FloatBox</name>
    <message>
        <source>Float for the next shift</source>
        <translation>Fundo da próxima abertura</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save the float</source>
        <translation>Guardar o fundo de caixa</translation>
    </message>
    <message>
        <source>Stays in the drawer when the shift closes; the rest leaves it, counted.</source>
        <translation>Fica na gaveta quando o turno fechar; o resto sai contado.</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Add a printer</source>
        <translation>Juntar uma impressora</translation>
    </message>
    <message>
        <source>No other printer found. A network printer has its address on its own test page.</source>
        <translation>Não se encontrou outra impressora. Uma impressora de rede imprime o seu endereço na própria página de teste.</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Procurar de novo</translation>
    </message>
    <message>
        <source>Search for printers again</source>
        <translation>Procurar impressoras de novo</translation>
    </message>
    <message>
        <source>Searching for printers…</source>
        <translation>A procurar impressoras…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurar</translation>
    </message>
    <message>
        <source>Set up {0}</source>
        <translation>Configurar {0}</translation>
    </message>
    <message>
        <source>Type a printer&apos;s address</source>
        <translation>Escrever o endereço de uma impressora</translation>
    </message>
    <message>
        <source>Type an address</source>
        <translation>Escrever um endereço</translation>
    </message>
    <message>
        <source>default</source>
        <translation>predefinida</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Act as the customer</source>
        <translation>Fazer de cliente</translation>
    </message>
    <message>
        <source>Act as the customer ↗</source>
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
        <source>Numbers</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Vender</translation>
    </message>
    <message>
        <source>Sell: a sale has a new result</source>
        <translation>Vender: uma venda tem um resultado novo</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>TREINO</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Caixa</translation>
    </message>
</context>
<context>
    <name>HeaderTabs</name>
    <message>
        <source>More screens</source>
        <translation>Mais ecrãs</translation>
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
        <source>Bring back the last sale, to be charged again</source>
        <translation>Repor os dados da última venda, para cobrar de novo</translation>
    </message>
    <message>
        <source>Choose the payment method; the number picks the wallet</source>
        <translation>Escolher a forma de pagamento; o número escolhe a carteira</translation>
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
        <source>Forward: to the phone, then charge. After the result: next sale</source>
        <translation>Avançar: telemóvel, depois cobrar. Depois do resultado: próxima venda</translation>
    </message>
    <message>
        <source>Goes back. Never cancels a payment</source>
        <translation>Volta atrás. Não cancela cobranças</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Guia</translation>
    </message>
    <message>
        <source>Lock the till, or change the cashier</source>
        <translation>Bloquear a caixa, ou mudar de operador</translation>
    </message>
    <message>
        <source>Nothing here opens a PDF. It is at {0}</source>
        <translation>Nada aqui abre um PDF. Está em {0}</translation>
    </message>
    <message>
        <source>Open the cashier&apos;s page, a PDF</source>
        <translation>Abrir a página do operador, em PDF</translation>
    </message>
    <message>
        <source>Open the manager&apos;s guide, a PDF</source>
        <translation>Abrir o guia do gerente, em PDF</translation>
    </message>
    <message>
        <source>Print the receipt</source>
        <translation>Imprimir o recibo</translation>
    </message>
    <message>
        <source>Sell, journal, till, numbers, settings</source>
        <translation>Vender, diário, caixa, números, definições</translation>
    </message>
    <message>
        <source>The keys</source>
        <translation>As teclas</translation>
    </message>
    <message>
        <source>To every other button; through the list of sales</source>
        <translation>Ir aos outros botões; percorrer a lista de vendas</translation>
    </message>
    <message>
        <source>Type the amount, from anywhere on the Sell screen</source>
        <translation>Escrever o valor, em qualquer parte do ecrã Vender</translation>
    </message>
</context>
<context>
    <name>ImportStatementDialog</name>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>Import a statement</source>
        <translation>Importar um extracto</translation>
    </message>
    <message>
        <source>Is this the statement of {0}?</source>
        <translation>É este o extracto de {0}?</translation>
    </message>
    <message>
        <source>Movements: {0} · total: {1}</source>
        <translation>Movimentos: {0} · total: {1}</translation>
    </message>
    <message>
        <source>No movements</source>
        <translation>Sem movimentos</translation>
    </message>
    <message>
        <source>Rows left out: {0}</source>
        <translation>Linhas deixadas de fora: {0}</translation>
    </message>
    <message>
        <source>row {0}</source>
        <translation>linha {0}</translation>
    </message>
</context>
<context>
    <name>IncidentDialog</name>
    <message>
        <source>Check the last sale before you charge again. If it happens again, copy this report and send it to technical support: it contains no keys and no full phone numbers.</source>
        <translation>Veja a última venda antes de cobrar de novo. Se voltar a acontecer, copie este relatório e envie-o ao apoio técnico: não contém chaves nem números de telefone completos.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Close; the till continues</source>
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
        <source>Something in the till failed. The till has recorded it.</source>
        <translation>Ocorreu um erro na caixa. A caixa registou-o.</translation>
    </message>
    <message>
        <source>The sales are safe in the journal, and the till continues.</source>
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
        <source>Something failed. Check the last sale before charging again.</source>
        <translation>Ocorreu um erro. Veja a última venda antes de cobrar de novo.</translation>
    </message>
</context>
<context>
    <name>InvoiceDialog</name>
    <message>
        <source>As on the document</source>
        <translation>Como está no documento</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>Número da factura</translation>
    </message>
    <message>
        <source>Number in the invoicing software</source>
        <translation>Número no programa de facturação</translation>
    </message>
    <message>
        <source>Remove the number</source>
        <translation>Retirar o número</translation>
    </message>
    <message>
        <source>Save the number</source>
        <translation>Guardar o número</translation>
    </message>
</context>
<context>
    <name>JobActions</name>
    <message>
        <source>It came out</source>
        <translation>Saiu</translation>
    </message>
    <message>
        <source>It did not: print again</source>
        <translation>Não saiu: repetir</translation>
    </message>
    <message>
        <source>Other printer…</source>
        <translation>Outra impressora…</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>Guardar PDF</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>did the paper come out?</source>
        <translation>o papel saiu?</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>em dúvida</translation>
    </message>
</context>
<context>
    <name>JoinForm</name>
    <message>
        <source>Another till: both computers sell, and this one needs a name of its own.</source>
        <translation>Outra caixa: os dois computadores vendem, e este precisa de ser uma caixa própria.</translation>
    </message>
    <message>
        <source>It has moved here</source>
        <translation>Mudou para aqui</translation>
    </message>
    <message>
        <source>It is another till</source>
        <translation>É outra caixa</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Inscrever</translation>
    </message>
    <message>
        <source>Join the office</source>
        <translation>Inscrever a caixa no escritório</translation>
    </message>
    <message>
        <source>Moved: the other computer no longer sells. The office takes nothing from it.</source>
        <translation>Mudou: o outro computador já não vende. O escritório deixa de aceitar o que ele envia.</translation>
    </message>
</context>
<context>
    <name>JournalPage</name>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n venda</numerusform>
            <numerusform>%n vendas</numerusform>
        </translation>
    </message>
    <message>
        <source>Close the day shown</source>
        <translation>Fechar o dia apresentado</translation>
    </message>
    <message>
        <source>Close the day…</source>
        <translation>Fechar o dia…</translation>
    </message>
    <message>
        <source>Export the sales shown</source>
        <translation>Exportar as vendas mostradas</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>No sales</source>
        <translation>Sem vendas</translation>
    </message>
    <message>
        <source>Pay out to a customer&apos;s phone</source>
        <translation>Pagar a um cliente no telemóvel</translation>
    </message>
    <message>
        <source>Pay out…</source>
        <translation>Pagar a um cliente…</translation>
    </message>
    <message>
        <source>Print the sales shown</source>
        <translation>Imprimir as vendas à vista</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Reconcile with statements</source>
        <translation>Conferir com os extractos</translation>
    </message>
    <message>
        <source>Sales found</source>
        <translation>Vendas encontradas</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>A procurar…</translation>
    </message>
    <message>
        <source>Statements…</source>
        <translation>Extractos…</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Totais</translation>
    </message>
    <message>
        <source>Totals of what is shown</source>
        <translation>Totais do que está à vista</translation>
    </message>
    <message numerus="yes">
        <source>latest: %n</source>
        <translation>
            <numerusform>última: %n</numerusform>
            <numerusform>últimas: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>older ones as you scroll</source>
        <translation>mais antigas ao descer</translation>
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
        <source>Space</source>
        <translation>Espaço</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Símbolos</translation>
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
        <source>No payment method is set up yet: press one on the Sell screen to fill in its account.</source>
        <translation>Ainda não há formas de pagamento configuradas: toque numa no ecrã Vender para preencher a conta.</translation>
    </message>
    <message>
        <source>Nobody has a PIN yet: the first refund asks for one.</source>
        <translation>Ainda ninguém tem PIN: a primeira devolução vai pedir um.</translation>
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
    <name>LeaveKioskPanel</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Leave the kiosk</source>
        <translation>Sair do quiosque</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Only a manager can do this.</source>
        <translation>Só um gerente pode fazer isto.</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>Digits</source>
        <translation>Algarismos</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Apagar</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>4 to 8 digits</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>Choose your name and type your PIN. Waiting sales continue.</source>
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
        <source>Who is using the till?</source>
        <translation>Quem está na caixa?</translation>
    </message>
</context>
<context>
    <name>LogoRow</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Choose a picture as logo</source>
        <translation>Escolher uma imagem para o logótipo</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Escolher imagem…</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logótipo</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove the logo</source>
        <translation>Remover o logótipo</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Leave the kiosk</source>
        <translation>Sair do quiosque</translation>
    </message>
</context>
<context>
    <name>MethodTiles</name>
    <message>
        <source>ATM or bank</source>
        <translation>ATM, banco</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Em mão</translation>
    </message>
    <message>
        <source>Fewer ways</source>
        <translation>Menos formas</translation>
    </message>
    <message>
        <source>In the drawer</source>
        <translation>Na gaveta</translation>
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
    <name>MoveCard</name>
    <message numerus="yes">
        <source>At least %n character(s)</source>
        <translation>
            <numerusform>Pelo menos %n carácter</numerusform>
            <numerusform>Pelo menos %n caracteres</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Choose the file, and move…</source>
        <translation>Escolher o ficheiro e mudar…</translation>
    </message>
    <message>
        <source>Journal, settings, people and keys go into one encrypted file. On the other computer, choose it in the till&apos;s first window. Without the passphrase nobody can open it, you neither.</source>
        <translation>O diário, as definições, as pessoas e as chaves vão num só ficheiro cifrado. No outro computador, escolha-o na primeira janela da caixa. Sem a frase-passe ninguém o abre, nem quem o fez.</translation>
    </message>
    <message>
        <source>Move to another computer</source>
        <translation>Mudar para outro computador</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>That file is there already. Choose another name.</source>
        <translation>Esse ficheiro já existe. Escolha outro nome.</translation>
    </message>
    <message>
        <source>This computer stops selling as soon as the file is complete.</source>
        <translation>Este computador deixa de vender assim que o ficheiro estiver completo.</translation>
    </message>
</context>
<context>
    <name>MoveInDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Bring from another computer</source>
        <translation>Trazer de outro computador</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Escolher o ficheiro…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>The till continues here, with its journal, settings, people and keys. You need the file that the other computer has written, and its passphrase.</source>
        <translation>A caixa continua aqui, com o seu diário, definições, pessoas e chaves. Precisa do ficheiro que o outro computador gravou e da respetiva frase-passe.</translation>
    </message>
    <message>
        <source>Type the passphrase of the file</source>
        <translation>Escreva a frase-passe do ficheiro</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>Delete the file now: it has the keys in it.</source>
        <translation>Apague agora o ficheiro: contém as chaves.</translation>
    </message>
    <message>
        <source>Leave this computer on and the file&apos;s disk in its place. A long journal takes some minutes.</source>
        <translation>Deixe este computador ligado e o disco do ficheiro no lugar. Um diário longo demora alguns minutos.</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Abrir a caixa</translation>
    </message>
    <message>
        <source>Progress of the move</source>
        <translation>Progresso da mudança</translation>
    </message>
    <message>
        <source>The till is here</source>
        <translation>A caixa está aqui</translation>
    </message>
    <message>
        <source>The till moves in</source>
        <translation>A caixa está a chegar</translation>
    </message>
    <message>
        <source>The till moves out</source>
        <translation>A caixa está a sair</translation>
    </message>
    <message>
        <source>This computer keeps its keys under the passphrase of the move.</source>
        <translation>Este computador guarda as chaves com a frase-passe da mudança.</translation>
    </message>
    <message>
        <source>{0} continues here.</source>
        <translation>{0} continua aqui.</translation>
    </message>
</context>
<context>
    <name>MovedOutPanel</name>
    <message>
        <source>Another file lies there, or it was changed: do not use it.</source>
        <translation>Está lá outro ficheiro, ou foi alterado: não o use.</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Verificar o ficheiro</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Only if no other computer has opened the till may a manager take it back. Otherwise two computers charge as one till, and payments are lost.</source>
        <translation>Um gerente só pode recuperar a caixa se nenhum outro computador a abriu. Caso contrário, dois computadores cobram como uma só caixa, e perdem-se pagamentos.</translation>
    </message>
    <message>
        <source>Sell here again</source>
        <translation>Voltar a vender aqui</translation>
    </message>
    <message>
        <source>The file is complete, and at its place.</source>
        <translation>O ficheiro está completo e no seu lugar.</translation>
    </message>
    <message>
        <source>The file is not at its place now.</source>
        <translation>O ficheiro não está agora no seu lugar.</translation>
    </message>
</context>
<context>
    <name>NewerVersionLine</name>
    <message>
        <source>There is a newer version: {0}</source>
        <translation>Há uma versão mais recente: {0}</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Drop the filter {0}: {1}</source>
        <translation>Tirar o filtro {0}: {1}</translation>
    </message>
    <message>
        <source>It is on other days: the last one is {0}</source>
        <translation>Há noutros dias: o mais recente é {0}</translation>
    </message>
    <message>
        <source>No sale {0} matches “{1}”</source>
        <translation>Nenhuma venda {0} corresponde a “{1}”</translation>
    </message>
    <message>
        <source>No sales {0}</source>
        <translation>Sem vendas {0}</translation>
    </message>
    <message>
        <source>Not on any other day. The journal has sales since {0}</source>
        <translation>Também não há noutros dias. O diário tem vendas desde {0}</translation>
    </message>
    <message>
        <source>Only {0}: {1}</source>
        <translation>Só {0}: {1}</translation>
    </message>
    <message>
        <source>Search all days (Enter)</source>
        <translation>Procurar em todos os dias (Enter)</translation>
    </message>
    <message>
        <source>Searched: number, phone, reference, amount, description, cashier, customer and invoice</source>
        <translation>Procurámos em número, telemóvel, referência, valor, descrição, operador, cliente e factura</translation>
    </message>
    <message>
        <source>from {0} to {1}</source>
        <translation>de {0} a {1}</translation>
    </message>
    <message>
        <source>of any day</source>
        <translation>de qualquer dia</translation>
    </message>
    <message>
        <source>of today</source>
        <translation>de hoje</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>de {0}</translation>
    </message>
</context>
<context>
    <name>OfficeCard</name>
    <message>
        <source>An office brings all tills and shops of an owner together, and keeps a copy of each till&apos;s journal. Without it this till sells just the same.</source>
        <translation>O escritório junta todas as caixas e lojas de um dono e guarda uma cópia do que cada caixa regista. Sem ele, esta caixa vende da mesma forma.</translation>
    </message>
    <message>
        <source>Another computer is this till, and the office heard it {0}. Has it moved here, or is this another till?</source>
        <translation>Outro computador é esta caixa: o escritório recebeu dele a última resposta {0}. A caixa mudou para aqui, ou esta é outra caixa?</translation>
    </message>
    <message>
        <source>Another computer is this till. Has it moved here, or is it another?</source>
        <translation>Outro computador é esta caixa. A caixa mudou para aqui, ou esta é outra caixa?</translation>
    </message>
    <message>
        <source>Close this till. On this computer, type: pos-app computer another-till. It then has a journal and numbers of its own. Open it again, and join with a new code.</source>
        <translation>Feche esta caixa. Neste computador, escreva: pos-app computer another-till. Passa a ter diário e números próprios. Volte a abri-la e inscreva-a com um código novo.</translation>
    </message>
    <message>
        <source>Contacting the office…</source>
        <translation>A contactar o escritório…</translation>
    </message>
    <message>
        <source>Has the till moved to this computer, or is this another till? To answer, ask the office&apos;s manager for a code.</source>
        <translation>A caixa mudou para este computador, ou esta é outra caixa? Para responder, peça um código ao gerente do escritório.</translation>
    </message>
    <message>
        <source>Join the office</source>
        <translation>Inscrever a caixa no escritório</translation>
    </message>
    <message>
        <source>Leave the office</source>
        <translation>Sair do escritório</translation>
    </message>
    <message>
        <source>Leave without sending them</source>
        <translation>Sair sem os enviar</translation>
    </message>
    <message>
        <source>Nothing was changed. Leave the till open until all is sent.</source>
        <translation>Nada mudou. Deixe a caixa aberta até tudo ser enviado.</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Escritório</translation>
    </message>
    <message>
        <source>Sending the last events…</source>
        <translation>A enviar os últimos registos…</translation>
    </message>
    <message>
        <source>The office gets a copy of every event of this till&apos;s journal.</source>
        <translation>O escritório recebe uma cópia de cada registo do diário desta caixa.</translation>
    </message>
    <message>
        <source>Training belongs to an office as a till of its own: nothing of the real shop is sent.</source>
        <translation>O treino inscreve-se como caixa própria: nada da loja real é enviado.</translation>
    </message>
</context>
<context>
    <name>OfficeFields</name>
    <message>
        <source>10 letters</source>
        <translation>10 letras</translation>
    </message>
    <message>
        <source>Address of the office</source>
        <translation>Endereço do escritório</translation>
    </message>
    <message>
        <source>Code of the office&apos;s manager</source>
        <translation>Código do gerente do escritório</translation>
    </message>
</context>
<context>
    <name>OpenShiftDialog</name>
    <message>
        <source>Another shift is open: the drawer is shared, and stays as it is.</source>
        <translation>Há outro turno aberto: a gaveta é a mesma e fica como está.</translation>
    </message>
    <message>
        <source>Count what is in the drawer. Your sales count in your shift from now on.</source>
        <translation>Conte o que está na gaveta. As suas vendas contam no seu turno a partir de agora.</translation>
    </message>
    <message>
        <source>Float in the drawer</source>
        <translation>Fundo de caixa na gaveta</translation>
    </message>
    <message>
        <source>Open a shift</source>
        <translation>Abrir um turno</translation>
    </message>
    <message>
        <source>Open the shift</source>
        <translation>Abrir o turno</translation>
    </message>
</context>
<context>
    <name>OutcomeTable</name>
    <message>
        <source>9 in 10</source>
        <translation>9 em 10</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>Cobranças</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Mediana</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagas</translation>
    </message>
</context>
<context>
    <name>PaperController</name>
    <message>
        <source>Close of a shift</source>
        <translation>Fecho de turno</translation>
    </message>
    <message>
        <source>Day close no. {0}</source>
        <translation>Fecho do dia n.º {0}</translation>
    </message>
    <message>
        <source>List of sales</source>
        <translation>Lista de vendas</translation>
    </message>
    <message>
        <source>Reading (X) of a shift</source>
        <translation>Leitura (X) de um turno</translation>
    </message>
    <message>
        <source>Reading (X), which closes nothing</source>
        <translation>Leitura (X), que não fecha nada</translation>
    </message>
    <message>
        <source>Receipt for sale {0}</source>
        <translation>Recibo da venda {0}</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>Slip for sale {0}</source>
        <translation>Talão da venda {0}</translation>
    </message>
</context>
<context>
    <name>PaperJobsDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Nothing was printed yet.</source>
        <translation>Ainda nada foi impresso.</translation>
    </message>
    <message>
        <source>Print jobs</source>
        <translation>Impressões</translation>
    </message>
    <message>
        <source>What is uncertain is printed again only when you say so: look at the paper first.</source>
        <translation>O que está em dúvida só se repete quando mandar: veja primeiro se o papel saiu.</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>Next page</source>
        <translation>Página seguinte</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Página {0} de {1}</translation>
    </message>
</context>
<context>
    <name>PaperStrip</name>
    <message numerus="yes">
        <source>%n did not come out</source>
        <translation>
            <numerusform>%n não saiu</numerusform>
            <numerusform>%n não saíram</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to confirm</source>
        <translation>
            <numerusform>%n por confirmar</numerusform>
            <numerusform>%n por confirmar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n à espera</numerusform>
            <numerusform>%n à espera</numerusform>
        </translation>
    </message>
    <message>
        <source>Paper: {0}</source>
        <translation>Papel: {0}</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
</context>
<context>
    <name>PartStrip</name>
    <message>
        <source>Charge all that is missing</source>
        <translation>Cobrar tudo o que falta</translation>
    </message>
    <message>
        <source>Charge the rest of this sale later</source>
        <translation>Cobrar o resto desta venda mais tarde</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Mais tarde</translation>
    </message>
    <message>
        <source>Sale {0}: {1} missing</source>
        <translation>Venda {0}: faltam {1}</translation>
    </message>
    <message>
        <source>The rest</source>
        <translation>O resto</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Choose</source>
        <translation>Escolher</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Escolha uma frase-passe</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase-passe</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>The keys of the payment services are in an encrypted file. You cannot charge until you unlock it.</source>
        <translation>As chaves dos serviços de pagamento estão num ficheiro cifrado. Não pode cobrar enquanto não as desbloquear.</translation>
    </message>
    <message>
        <source>This computer has no keyring: the till keeps the keys in an encrypted file. Only this passphrase unlocks it, each time the till opens. If you lose it, you have to type the keys again.</source>
        <translation>Este computador não tem porta-chaves: a caixa guarda as chaves num ficheiro cifrado. Só esta frase-passe o desbloqueia, sempre que a caixa abre. Se a perder, tem de escrever as chaves de novo.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Unlock the keys</source>
        <translation>Desbloquear as chaves</translation>
    </message>
</context>
<context>
    <name>Pasting</name>
    <message>
        <source>The program you copied from does not respond: type it instead.</source>
        <translation>O programa de origem não responde: escreva à mão.</translation>
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
        <source>Pay out</source>
        <translation>Pagar a um cliente</translation>
    </message>
    <message>
        <source>Pay out again anyway</source>
        <translation>Pagar outra vez mesmo assim</translation>
    </message>
    <message>
        <source>Pay out {0}</source>
        <translation>Pagar {0}</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>The money goes from the shop to a phone. You cannot undo it.</source>
        <translation>O dinheiro sai da loja para um telemóvel. Não se pode anular.</translation>
    </message>
</context>
<context>
    <name>PeopleAndCurrencies</name>
    <message>
        <source>By cashier</source>
        <translation>Por operador</translation>
    </message>
    <message>
        <source>By currency</source>
        <translation>Por moeda</translation>
    </message>
    <message>
        <source>average</source>
        <translation>média</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>em {0}</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>4 to 8 digits</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>A PIN for {0}</source>
        <translation>PIN para {0}</translation>
    </message>
    <message>
        <source>Anybody with a manager&apos;s PIN can refund and change settings.</source>
        <translation>Quem tem o PIN de um gerente pode devolver dinheiro e mudar as definições.</translation>
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
        <source>Create a new one</source>
        <translation>Criar um novo</translation>
    </message>
    <message>
        <source>Create a new recovery code</source>
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
        <translation>Novo PIN</translation>
    </message>
    <message>
        <source>New PIN: {0}</source>
        <translation>Novo PIN: {0}</translation>
    </message>
    <message>
        <source>New person, or new PIN</source>
        <translation>Nova pessoa, ou novo PIN</translation>
    </message>
    <message>
        <source>Once there is a cashier, the till asks who is using it and records it with every sale. Refunds and similar actions need a manager&apos;s PIN.</source>
        <translation>Depois de criar o primeiro operador, a caixa pergunta quem está e regista-o em cada venda. Devoluções e acções semelhantes pedem o PIN de um gerente.</translation>
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
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Save as cashier</source>
        <translation>Guardar como operador</translation>
    </message>
    <message>
        <source>Save as manager</source>
        <translation>Guardar como gerente</translation>
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
        <source>The name on the list when somebody signs in, and beside every sale.</source>
        <translation>O nome que aparece na lista de entrada e em cada venda.</translation>
    </message>
    <message>
        <source>There is none: if the PINs are lost, nobody can manage this till. Create one and keep it on paper.</source>
        <translation>Não existe: se os PIN se perderem, ninguém pode gerir esta caixa. Crie um e guarde-o em papel.</translation>
    </message>
    <message>
        <source>There is one, on paper. It gives a manager a new PIN if the PINs are lost or forgotten.</source>
        <translation>Existe um, em papel. Dá um novo PIN a um gerente se os PIN se perderem ou forem esquecidos.</translation>
    </message>
    <message>
        <source>Type the same PIN twice. It is never shown.</source>
        <translation>Escreva o mesmo PIN duas vezes. Nunca é mostrado.</translation>
    </message>
    <message>
        <source>Use it…</source>
        <translation>Usar…</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>7 days</source>
        <translation>7 dias</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Todos os dias</translation>
    </message>
    <message>
        <source>From … to</source>
        <translation>De … até</translation>
    </message>
    <message>
        <source>Key: {0}</source>
        <translation>Tecla: {0}</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mês</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
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
        <source>Training: any number pays, {0} declines</source>
        <translation>Treino: qualquer número paga, {0} recusa</translation>
    </message>
    <message>
        <source>valid number</source>
        <translation>número válido</translation>
    </message>
    <message>
        <source>{0}: not for {the}</source>
        <translation>{0}: não serve para {the}</translation>
    </message>
</context>
<context>
    <name>PinSection</name>
    <message>
        <source>4 to 8 digits</source>
        <translation>4 a 8 algarismos</translation>
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
        <source>Nobody has a PIN yet. Create the manager&apos;s:</source>
        <translation>Ainda ninguém tem PIN. Crie o do gerente:</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>Save this PIN</source>
        <translation>Guardar este PIN</translation>
    </message>
    <message>
        <source>The PINs do not match</source>
        <translation>Os PIN não são iguais</translation>
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
    <name>PrintDialog</name>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy as text, for a message</source>
        <translation>Copiar como texto, para uma mensagem</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copiar texto</translation>
    </message>
    <message>
        <source>For the customer</source>
        <translation>Para o cliente</translation>
    </message>
    <message>
        <source>For the shop</source>
        <translation>Para a loja</translation>
    </message>
    <message>
        <source>Preview of {0}</source>
        <translation>Pré-visualização de {0}</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Print {0}</source>
        <translation>Imprimir {0}</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>A imprimir…</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Na fila</translation>
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
        <source>This print</source>
        <translation>Esta impressão</translation>
    </message>
    <message>
        <source>asked for at {0}</source>
        <translation>pedida às {0}</translation>
    </message>
    <message>
        <source>it is marked {0}</source>
        <translation>sai com a marca {0}</translation>
    </message>
    <message>
        <source>printed {0}</source>
        <translation>já impresso {0}</translation>
    </message>
    <message>
        <source>saved as PDF {0}</source>
        <translation>guardado em PDF {0}</translation>
    </message>
</context>
<context>
    <name>PrintSteps</name>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Na fila</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>em mão</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>não se sabe</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>a enviar</translation>
    </message>
    <message>
        <source>waiting, {0} s</source>
        <translation>à espera, {0} s</translation>
    </message>
</context>
<context>
    <name>PrinterField</name>
    <message>
        <source>Checking the printer…</source>
        <translation>A verificar a impressora…</translation>
    </message>
    <message>
        <source>No printer set up</source>
        <translation>Nenhuma impressora</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>Abrir Definições</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impressora</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Pronta</translation>
    </message>
    <message>
        <source>Ready, but the paper is running out.</source>
        <translation>Pronta, mas o papel está a acabar.</translation>
    </message>
    <message>
        <source>Set one up in Settings. A PDF can be saved without.</source>
        <translation>Instale uma nas Definições. Em PDF pode guardar já.</translation>
    </message>
    <message>
        <source>This printer does not say how it is.</source>
        <translation>Esta impressora não diz como está.</translation>
    </message>
    <message>
        <source>This till remembers the last choice.</source>
        <translation>Esta caixa lembra-se da última escolha.</translation>
    </message>
    <message>
        <source>What you print waits for it.</source>
        <translation>O que imprimir espera por ela.</translation>
    </message>
</context>
<context>
    <name>PrinterForm</name>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>After every document.</source>
        <translation>Depois de cada documento.</translation>
    </message>
    <message>
        <source>As people at the till call it: counter, kitchen.</source>
        <translation>Como lhe chamam na caixa: balcão, cozinha.</translation>
    </message>
    <message>
        <source>As this computer&apos;s own settings call it.</source>
        <translation>O nome que tem nas definições deste computador.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Back to the printers</source>
        <translation>Voltar às impressoras</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Ligação</translation>
    </message>
    <message>
        <source>Cut the paper</source>
        <translation>Cortar o papel</translation>
    </message>
    <message>
        <source>Empty lines before the cut. More, if it cuts through the text.</source>
        <translation>Linhas em branco antes do corte. Mais, se cortar o texto.</translation>
    </message>
    <message>
        <source>Example: /dev/ttyUSB0, or COM3.</source>
        <translation>Exemplo: /dev/ttyUSB0, ou COM3.</translation>
    </message>
    <message>
        <source>Faster on a slow serial line. Without it the page prints as a picture.</source>
        <translation>Mais rápido numa linha série lenta. Sem isto, a página imprime-se como imagem.</translation>
    </message>
    <message>
        <source>How the printer is connected.</source>
        <translation>Como a impressora está ligada.</translation>
    </message>
    <message>
        <source>If the test page is too wide or too narrow, choose the other one.</source>
        <translation>Se a página de teste sair larga ou estreita demais, escolha a outra.</translation>
    </message>
    <message>
        <source>It is on the printer&apos;s own test page. Example: 192.168.1.87</source>
        <translation>Está na página de teste da própria impressora. Exemplo: 192.168.1.87</translation>
    </message>
    <message>
        <source>Lines at the end</source>
        <translation>Linhas no fim</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nome</translation>
    </message>
    <message>
        <source>Name in the system</source>
        <translation>Nome no sistema</translation>
    </message>
    <message>
        <source>New printer</source>
        <translation>Impressora nova</translation>
    </message>
    <message>
        <source>Of the serial line, as set on the printer.</source>
        <translation>Da linha série, como está na impressora.</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Abrir a gaveta</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Porta</translation>
    </message>
    <message>
        <source>Printer&apos;s own letters</source>
        <translation>Letras da impressora</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolução</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save the printer</source>
        <translation>Guardar a impressora</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidade</translation>
    </message>
    <message>
        <source>The cash drawer that is connected to it opens when cash is taken.</source>
        <translation>A gaveta ligada a ela abre quando entra numerário.</translation>
    </message>
    <message>
        <source>The width of the roll. A4 needs a printer of this computer.</source>
        <translation>A largura do rolo. A4 só numa impressora deste computador.</translation>
    </message>
    <message>
        <source>USB number</source>
        <translation>Número USB</translation>
    </message>
    <message>
        <source>Vendor and product. Example: 04b8:0e15</source>
        <translation>Fabricante e produto. Exemplo: 04b8:0e15</translation>
    </message>
    <message>
        <source>{0} dpi</source>
        <translation>{0} dpi</translation>
    </message>
</context>
<context>
    <name>PrinterRow</name>
    <message>
        <source>Change</source>
        <translation>Alterar</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>Alterar {0}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Print a test</source>
        <translation>Imprimir teste</translation>
    </message>
    <message>
        <source>Print a test: {0}</source>
        <translation>Imprimir teste: {0}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Remover {0}</translation>
    </message>
</context>
<context>
    <name>PrintersCard</name>
    <message>
        <source>Printers</source>
        <translation>Impressoras</translation>
    </message>
    <message>
        <source>Receipt printers on the network, by USB or serial line, and any printer of this computer. Without one, the till shows documents on the screen and saves them as PDF.</source>
        <translation>Impressoras de talões por rede, USB ou linha série, e qualquer impressora deste computador. Sem nenhuma, a caixa mostra os documentos no ecrã e guarda-os em PDF.</translation>
    </message>
    <message>
        <source>{0} is removed</source>
        <translation>{0} foi removida</translation>
    </message>
    <message>
        <source>{0} is saved. Print a test.</source>
        <translation>{0} está guardada. Imprima um teste.</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Allowed by</source>
        <translation>Autorizado por</translation>
    </message>
    <message>
        <source>Amount held before</source>
        <translation>Valor antes cativo</translation>
    </message>
    <message>
        <source>Capture of sale</source>
        <translation>Cobrança da venda</translation>
    </message>
    <message>
        <source>Capture receipt</source>
        <translation>Recibo de cobrança concluída</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>Cobrado</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>Entregue</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Troco</translation>
    </message>
    <message>
        <source>Confirmed {by}</source>
        <translation>Confirmado {by}</translation>
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
        <source>Hold receipt</source>
        <translation>Recibo de pré-autorização</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Factura</translation>
    </message>
    <message>
        <source>Keep this receipt on your phone</source>
        <translation>Guarde este recibo no telemóvel</translation>
    </message>
    <message>
        <source>Left on the voucher</source>
        <translation>Saldo do voucher</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Not confirmed {by}.</source>
        <translation>Não confirmado {by}.</translation>
    </message>
    <message>
        <source>On hold, not paid yet</source>
        <translation>Valor cativo, ainda não pago</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pago</translation>
    </message>
    <message>
        <source>Paid after the sale was cancelled.</source>
        <translation>Pago depois de a venda ser anulada.</translation>
    </message>
    <message>
        <source>Paid in parts</source>
        <translation>Pago em partes</translation>
    </message>
    <message>
        <source>Paid late, after the sale had ended.</source>
        <translation>Pago tarde, depois de a venda terminar.</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Part of sale</source>
        <translation>Parte da venda</translation>
    </message>
    <message>
        <source>Pay-out receipt</source>
        <translation>Recibo de pagamento enviado</translation>
    </message>
    <message>
        <source>Payment receipt</source>
        <translation>Recibo de pagamento</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Receipt {0}</source>
        <translation>Recibo {0}</translation>
    </message>
    <message>
        <source>Received in all</source>
        <translation>Recebido ao todo</translation>
    </message>
    <message>
        <source>Recorded by the cashier</source>
        <translation>Registado pelo operador</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Refund of sale</source>
        <translation>Devolução da venda</translation>
    </message>
    <message>
        <source>Refund receipt</source>
        <translation>Recibo de devolução</translation>
    </message>
    <message>
        <source>Refund under way: no result yet.</source>
        <translation>Devolução em curso: ainda sem resultado.</translation>
    </message>
    <message>
        <source>Refund {0}</source>
        <translation>Devolução {0}</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Devoluções</translation>
    </message>
    <message>
        <source>Resolved by</source>
        <translation>Resolvido por</translation>
    </message>
    <message>
        <source>Resolved by the manager</source>
        <translation>Resolvido pelo gerente</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sent in all</source>
        <translation>Enviado ao todo</translation>
    </message>
    <message>
        <source>Shop&apos;s copy</source>
        <translation>Via da loja</translation>
    </message>
    <message>
        <source>TRAINING: no money has moved</source>
        <translation>TREINO: sem dinheiro real</translation>
    </message>
    <message>
        <source>The shop&apos;s manager has checked this payment.</source>
        <translation>O gerente da loja verificou este pagamento.</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Caixa</translation>
    </message>
    <message>
        <source>the manager</source>
        <translation>gerente</translation>
    </message>
</context>
<context>
    <name>ReceiptHeadCard</name>
    <message>
        <source>Address</source>
        <translation>Morada</translation>
    </message>
    <message>
        <source>At the end of every receipt. “ / ” begins a new line.</source>
        <translation>No fim de cada recibo. « / » começa outra linha.</translation>
    </message>
    <message>
        <source>Black on white prints best. It stands at the top.</source>
        <translation>Preto sobre branco imprime melhor. Fica no topo.</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logótipo</translation>
    </message>
    <message>
        <source>On receipts</source>
        <translation>Nos recibos</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>Receipt footer</source>
        <translation>Rodapé do recibo</translation>
    </message>
    <message>
        <source>Street, number and town, on one line.</source>
        <translation>Rua, número e cidade, numa linha.</translation>
    </message>
    <message>
        <source>The number that customers can call.</source>
        <translation>O número para onde os clientes ligam.</translation>
    </message>
    <message>
        <source>The shop&apos;s {0}, as it is registered.</source>
        <translation>O {0} da loja, como está registado.</translation>
    </message>
</context>
<context>
    <name>ReceiptsCard</name>
    <message>
        <source>A second receipt, marked as the shop&apos;s, for every paid sale.</source>
        <translation>Um segundo recibo, marcado como da loja, por cada venda paga.</translation>
    </message>
    <message>
        <source>As soon as a sale is paid. Without it, a key prints the receipt.</source>
        <translation>Assim que a venda fica paga. Sem isto, uma tecla imprime o recibo.</translation>
    </message>
    <message>
        <source>Automatic printing</source>
        <translation>Impressão automática</translation>
    </message>
    <message>
        <source>Print receipts automatically</source>
        <translation>Imprimir recibos automaticamente</translation>
    </message>
    <message>
        <source>Print the shop&apos;s copy too</source>
        <translation>Imprimir também a via da loja</translation>
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
    <name>ReconciliationDialog</name>
    <message>
        <source>Ask the payment service</source>
        <translation>Pedir ao serviço de pagamento</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
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
        <source>Differences</source>
        <translation>Diferenças</translation>
    </message>
    <message>
        <source>Import a statement</source>
        <translation>Importar um extracto</translation>
    </message>
    <message>
        <source>Import a statement…</source>
        <translation>Importar um extracto…</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Diário</translation>
    </message>
    <message>
        <source>Journal {0} · statement {1} · difference {2} · matched {3}</source>
        <translation>Diário {0} · extracto {1} · diferença {2} · conferidos {3}</translation>
    </message>
    <message>
        <source>Reconcile with statements</source>
        <translation>Conferir com os extractos</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolvido</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>Resolver…</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Extracto</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Extractos</translation>
    </message>
    <message>
        <source>fees {0}</source>
        <translation>taxas {0}</translation>
    </message>
</context>
<context>
    <name>RecoverDialog</name>
    <message>
        <source>24 digits</source>
        <translation>24 algarismos</translation>
    </message>
    <message>
        <source>4 to 8 digits</source>
        <translation>4 a 8 algarismos</translation>
    </message>
    <message>
        <source>Become manager</source>
        <translation>Passar a gerente</translation>
    </message>
    <message>
        <source>Forgotten PIN</source>
        <translation>PIN esquecido</translation>
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
        <source>Repeat</source>
        <translation>Repetir</translation>
    </message>
    <message>
        <source>The recovery code gives a manager a new PIN. The journal records it.</source>
        <translation>O código de recuperação dá um novo PIN a um gerente. Fica registado no diário.</translation>
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
        <source>Refund</source>
        <translation>Devolver</translation>
    </message>
    <message>
        <source>Refund {0}</source>
        <translation>Devolver {0}</translation>
    </message>
    <message>
        <source>Sale {0}</source>
        <translation>Venda {0}</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>para {0}</translation>
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
        <source>The customer keeps the money and the sale ends.</source>
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
        <source>Sale {0} may still be paid. Check it first.</source>
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
        <source>{0}: not set up on this till.</source>
        <translation>{0}: por configurar nesta caixa.</translation>
    </message>
</context>
<context>
    <name>ResolveDifferenceDialog</name>
    <message>
        <source>Another till of the shop sold it</source>
        <translation>Venda de outra caixa da loja</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>Como sabe?</translation>
    </message>
    <message>
        <source>It is on the next statement</source>
        <translation>Está no extracto seguinte</translation>
    </message>
    <message>
        <source>Journal {0} · statement {1}</source>
        <translation>Diário {0} · extracto {1}</translation>
    </message>
    <message>
        <source>No money moves by this.</source>
        <translation>Isto não movimenta dinheiro.</translation>
    </message>
    <message>
        <source>Not of this shop</source>
        <translation>Não é desta loja</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>The journal records it</source>
        <translation>Fica registado no diário</translation>
    </message>
    <message>
        <source>The payment service corrected it</source>
        <translation>O serviço de pagamento corrigiu</translation>
    </message>
    <message>
        <source>Why do they differ?</source>
        <translation>Porque é que não coincidem?</translation>
    </message>
</context>
<context>
    <name>RevealButton</name>
    <message>
        <source>Hide what is typed</source>
        <translation>Esconder o que está escrito</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>Mostrar o que está escrito</translation>
    </message>
</context>
<context>
    <name>RowList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>e mais %n</numerusform>
            <numerusform>e mais %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SaleLife</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the receipt as text, for a message</source>
        <translation>Copiar o recibo como texto, para uma mensagem</translation>
    </message>
    <message>
        <source>Invoice {0}</source>
        <translation>Factura {0}</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Recibo</translation>
    </message>
    <message>
        <source>Reference slip</source>
        <translation>Talão da referência</translation>
    </message>
    <message>
        <source>Sale history</source>
        <translation>Histórico da venda</translation>
    </message>
    <message>
        <source>Select a sale to see its history</source>
        <translation>Escolha uma venda para ver o histórico</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Talão</translation>
    </message>
</context>
<context>
    <name>SalesList</name>
    <message>
        <source>Your sales appear here, newest first.</source>
        <translation>As vendas aparecem aqui, a mais recente primeiro.</translation>
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
        <source>%n sale(s) need attention</source>
        <translation>
            <numerusform>%n venda por resolver</numerusform>
            <numerusform>%n vendas por resolver</numerusform>
        </translation>
    </message>
    <message>
        <source>Sales, newest first</source>
        <translation>Vendas, a mais recente primeiro</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
    </message>
</context>
<context>
    <name>ScanQuestion</name>
    <message>
        <source>Clear it</source>
        <translation>Limpar</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>Usar mesmo assim</translation>
    </message>
    <message>
        <source>{0} looks like a barcode scan. Use it?</source>
        <translation>{0} parece uma leitura de código de barras. Usar?</translation>
    </message>
</context>
<context>
    <name>SearchLine</name>
    <message>
        <source>Clear the search</source>
        <translation>Limpar a procura</translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <translation>Ctrl F</translation>
    </message>
    <message>
        <source>Phone, reference, amount, description, cashier, number</source>
        <translation>Telemóvel, referência, valor, descrição, operador, número</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Procurar</translation>
    </message>
</context>
<context>
    <name>SecondCharge</name>
    <message>
        <source>Charge again anyway</source>
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
        <source>About</source>
        <translation>Acerca</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Ao balcão</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Auditoria</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Leave training</source>
        <translation>Sair do treino</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Escritório</translation>
    </message>
    <message>
        <source>Open the real shop</source>
        <translation>Abrir a loja verdadeira</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagamentos</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Pessoas</translation>
    </message>
    <message>
        <source>Practise with simulated payments: no money moves</source>
        <translation>Praticar com pagamentos simulados, sem dinheiro real</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>Impressoras</translation>
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
        <source>Start and move</source>
        <translation>Abrir e mudar</translation>
    </message>
    <message>
        <source>Taken by hand</source>
        <translation>Recebido em mão</translation>
    </message>
    <message>
        <source>There is a newer version</source>
        <translation>Há uma versão mais recente</translation>
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
        <source>Check first: resolve only what you know.</source>
        <translation>Confirme primeiro: resolva só o que sabe.</translation>
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
        <source>Not done</source>
        <translation>Não foi feito</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pago</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>The journal records it</source>
        <translation>Fica registado no diário</translation>
    </message>
</context>
<context>
    <name>ShiftClosedDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Esperado</translation>
    </message>
    <message>
        <source>Leaves the drawer</source>
        <translation>Sai da gaveta</translation>
    </message>
    <message>
        <source>Nothing is missing</source>
        <translation>Não falta nada</translation>
    </message>
    <message>
        <source>Over in the drawer</source>
        <translation>Sobra na gaveta</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Shift closed</source>
        <translation>Turno fechado</translation>
    </message>
    <message>
        <source>Short in the drawer</source>
        <translation>Falta na gaveta</translation>
    </message>
    <message>
        <source>Stays in the drawer</source>
        <translation>Fica na gaveta</translation>
    </message>
    <message>
        <source>The drawer was not counted.</source>
        <translation>A gaveta não foi contada.</translation>
    </message>
</context>
<context>
    <name>ShiftFigures</name>
    <message>
        <source>Average in {0}</source>
        <translation>Média em {0}</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anuladas</translation>
    </message>
    <message>
        <source>Declined or expired</source>
        <translation>Recusadas ou expiradas</translation>
    </message>
    <message>
        <source>Not ended yet</source>
        <translation>Ainda sem fim</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagas</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Vendas</translation>
    </message>
    <message>
        <source>They continue after the shift. The next cashier sees them under Sell.</source>
        <translation>Continuam depois do turno. Quem entrar a seguir vê-as em Vender.</translation>
    </message>
</context>
<context>
    <name>ShiftTab</name>
    <message>
        <source>All</source>
        <translation>Todos</translation>
    </message>
    <message>
        <source>At the close the drawer is counted first; only then is the difference shown.</source>
        <translation>Ao fechar, a caixa pede primeiro a contagem da gaveta e só depois mostra a diferença.</translation>
    </message>
    <message>
        <source>Cash in…</source>
        <translation>Entrada…</translation>
    </message>
    <message>
        <source>Cash out…</source>
        <translation>Retirada…</translation>
    </message>
    <message>
        <source>Close the shift…</source>
        <translation>Fechar o turno…</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>Sem turno aberto</translation>
    </message>
    <message>
        <source>Open a shift…</source>
        <translation>Abrir um turno…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Received in this shift</source>
        <translation>Recebido neste turno</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
    </message>
    <message>
        <source>Shift of {0}</source>
        <translation>Turno de {0}</translation>
    </message>
    <message>
        <source>Shifts of today</source>
        <translation>Turnos de hoje</translation>
    </message>
    <message>
        <source>What a shift receives is shown here.</source>
        <translation>Aqui aparece o que um turno recebe.</translation>
    </message>
    <message>
        <source>at {0} · closes nothing</source>
        <translation>às {0} · não fecha nada</translation>
    </message>
    <message>
        <source>closed {0}</source>
        <translation>fechado {0}</translation>
    </message>
    <message>
        <source>open since {0}</source>
        <translation>aberto desde {0}</translation>
    </message>
    <message>
        <source>sales count for the day all the same</source>
        <translation>as vendas contam para o dia na mesma</translation>
    </message>
</context>
<context>
    <name>ShopCard</name>
    <message>
        <source>At the end of every slip: thanks, opening hours, a phone number.</source>
        <translation>No fim de cada talão: agradecimento, horário, telefone.</translation>
    </message>
    <message>
        <source>At the top of the window and on slips.</source>
        <translation>No topo da janela e nos talões.</translation>
    </message>
    <message>
        <source>Business day starts at</source>
        <translation>Hora a que começa o dia da loja</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Decides which payment methods come first. Applies the next time the till opens.</source>
        <translation>Decide que formas de pagamento aparecem primeiro. Aplica-se na próxima abertura da caixa.</translation>
    </message>
    <message>
        <source>Earlier sales count for the day before. Example: 06:00. Applies the next time the till opens.</source>
        <translation>As vendas anteriores contam para o dia anterior. Exemplo: 06:00. Aplica-se na próxima abertura da caixa.</translation>
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
        <source>Slip footer</source>
        <translation>Rodapé dos talões</translation>
    </message>
    <message>
        <source>The name of this till, also on slips.</source>
        <translation>O nome desta caixa, também nos talões.</translation>
    </message>
    <message>
        <source>The shop&apos;s local time. Applies the next time the till opens.</source>
        <translation>A hora local da loja. Aplica-se na próxima abertura da caixa.</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Caixa</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuso horário</translation>
    </message>
</context>
<context>
    <name>SideDrawer</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>58 mm roll</source>
        <translation>Rolo de 58 mm</translation>
    </message>
    <message>
        <source>80 mm roll</source>
        <translation>Rolo de 80 mm</translation>
    </message>
    <message>
        <source>A4 sheets</source>
        <translation>Folhas A4</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Anybody who has this code can become a manager of this till if its PINs are lost or forgotten. Keep it away from the till; a newer code replaces it.</source>
        <translation>Quem tiver este código pode passar a gerente desta caixa se os PIN se perderem ou forem esquecidos. Guarde-o longe da caixa; um código mais recente substitui-o.</translation>
    </message>
    <message>
        <source>Both bars stand at the edges of what this printer can reach.</source>
        <translation>As duas barras ficam nas margens do que a impressora alcança.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Fechado</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>Fechado por</translation>
    </message>
    <message>
        <source>Closed earlier</source>
        <translation>Fechado antes</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Day close no. {0}</source>
        <translation>Fecho do dia n.º {0}</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>Algarismos</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>If you can read all of this and the paper ends below, slips print correctly.</source>
        <translation>Se conseguir ler tudo e o papel acabar abaixo, os talões saem bem.</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Diário</translation>
    </message>
    <message>
        <source>Journal check code</source>
        <translation>Código de controlo do diário</translation>
    </message>
    <message>
        <source>Keep this slip away from the till: if anybody changes the journal, this code no longer matches.</source>
        <translation>Guarde este talão longe da caixa: se alguém alterar o diário, este código deixa de coincidir.</translation>
    </message>
    <message>
        <source>Last close</source>
        <translation>Último fecho</translation>
    </message>
    <message>
        <source>Leaves the drawer</source>
        <translation>Sai da gaveta</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Aberto</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Página {0} de {1}</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papel</translation>
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
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Printer test</source>
        <translation>Teste da impressora</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lido</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>Lido por</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
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
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Vendas</translation>
    </message>
    <message>
        <source>Sales: {0}</source>
        <translation>Vendas: {0}</translation>
    </message>
    <message>
        <source>Shift close</source>
        <translation>Fecho do turno</translation>
    </message>
    <message>
        <source>Shift reading (X)</source>
        <translation>Leitura X do turno</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Stays in the drawer</source>
        <translation>Fica na gaveta</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>TREINO</translation>
    </message>
    <message>
        <source>Takings</source>
        <translation>Recebimentos</translation>
    </message>
    <message>
        <source>Tel. {0}</source>
        <translation>Tel. {0}</translation>
    </message>
    <message>
        <source>The day is still open: this reading closes nothing.</source>
        <translation>O dia continua aberto: esta leitura não fecha nada.</translation>
    </message>
    <message>
        <source>The shift is still open: this reading closes nothing.</source>
        <translation>O turno continua aberto: esta leitura não fecha nada.</translation>
    </message>
    <message>
        <source>This reading closes nothing.</source>
        <translation>Esta leitura não fecha nada.</translation>
    </message>
    <message>
        <source>Training: this reference cannot be paid.</source>
        <translation>Treino: esta referência não se pode pagar.</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válida até</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>X reading</source>
        <translation>Leitura X</translation>
    </message>
    <message>
        <source>{0} dpi, {1} dots</source>
        <translation>{0} dpi, {1} pontos</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>Next month</source>
        <translation>Mês seguinte</translation>
    </message>
    <message>
        <source>Payment service</source>
        <translation>Serviço de pagamento</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Mês anterior</translation>
    </message>
</context>
<context>
    <name>StartCard</name>
    <message>
        <source>Open the till</source>
        <translation>Abrir a caixa</translation>
    </message>
    <message>
        <source>When this computer starts</source>
        <translation>Quando este computador arranca</translation>
    </message>
    <message>
        <source>Whenever this user signs in to the computer. Saved at once.</source>
        <translation>Sempre que este utilizador entra no computador. Guarda-se logo.</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagamentos</translation>
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
        <source>Ready</source>
        <translation>Pronto</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>{0} of {1} set up</source>
        <translation>{0} de {1} configurados</translation>
    </message>
    <message>
        <source>{0}: answered</source>
        <translation>{0}: respondido</translation>
    </message>
</context>
<context>
    <name>StrayStrip</name>
    <message numerus="yes">
        <source>%n unmatched</source>
        <translation>
            <numerusform>%n por identificar</numerusform>
            <numerusform>%n por identificar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unmatched payment(s)</source>
        <translation>
            <numerusform>%n pagamento por identificar</numerusform>
            <numerusform>%n pagamentos por identificar</numerusform>
        </translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ver</translation>
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
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Remove from the queue…</source>
        <translation>Retirar da fila…</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Desde</translation>
    </message>
    <message>
        <source>The payment service keeps each one until its own till collects it. One that no till is waiting for fills the queue: a manager removes it.</source>
        <translation>O serviço de pagamento guarda cada um até a respectiva caixa o receber. Um que nenhuma caixa espera ocupa a fila: um gerente retira-o.</translation>
    </message>
    <message>
        <source>Unmatched payments</source>
        <translation>Pagamentos por identificar</translation>
    </message>
    <message>
        <source>another till: {0}</source>
        <translation>outra caixa: {0}</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>não indicado</translation>
    </message>
</context>
<context>
    <name>TakeDialog</name>
    <message>
        <source>Are you sure that no other till needs it?</source>
        <translation>Tem a certeza de que nenhuma outra caixa precisa dele?</translation>
    </message>
    <message>
        <source>How do you know?</source>
        <translation>Como sabe?</translation>
    </message>
    <message>
        <source>If another till is waiting for it, that till will never receive it.</source>
        <translation>Se outra caixa está à espera dele, nunca o vai receber.</translation>
    </message>
    <message>
        <source>No till of the shop is waiting for it</source>
        <translation>Nenhuma caixa da loja está à espera dele</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>Retirar da fila</translation>
    </message>
    <message>
        <source>The journal records it</source>
        <translation>Fica registado no diário</translation>
    </message>
</context>
<context>
    <name>TakingsCard</name>
    <message>
        <source>By payment method</source>
        <translation>Por forma de pagamento</translation>
    </message>
    <message>
        <source>refunded {0} · net {1}</source>
        <translation>devolvido {0} · saldo {1}</translation>
    </message>
    <message>
        <source>share within the currency</source>
        <translation>parte dentro da moeda</translation>
    </message>
</context>
<context>
    <name>TendersCard</name>
    <message>
        <source>Bank transfer</source>
        <translation>Transferência bancária</translation>
    </message>
    <message>
        <source>Card machine</source>
        <translation>Terminal de pagamento (TPA ou POS)</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Numerário</translation>
    </message>
    <message>
        <source>One sale in several parts, each paid in its own way.</source>
        <translation>Uma venda em várias partes, cada uma paga à sua maneira.</translation>
    </message>
    <message>
        <source>Split payments</source>
        <translation>Pagamentos repartidos</translation>
    </message>
    <message>
        <source>Taken by hand</source>
        <translation>Recebido em mão</translation>
    </message>
    <message>
        <source>The cashier reads the result on the machine and records it here.</source>
        <translation>O operador lê o resultado no terminal e regista-o aqui.</translation>
    </message>
    <message>
        <source>The cashier sees the money on the shop&apos;s account and records it here.</source>
        <translation>O operador vê o dinheiro na conta da loja e regista-o aqui.</translation>
    </message>
    <message>
        <source>The till works out the change. Counted in the drawer at the close.</source>
        <translation>A caixa calcula o troco. Conta-se na gaveta, no fecho.</translation>
    </message>
</context>
<context>
    <name>TillPage</name>
    <message>
        <source>Day close</source>
        <translation>Fecho do dia</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Turno</translation>
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
        <source>Average</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferença</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Net {0}</source>
        <translation>Saldo {0}</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>{0}: {1}, {2} of this currency</source>
        <translation>{0}: {1}, {2} desta moeda</translation>
    </message>
</context>
<context>
    <name>TotalsCard</name>
    <message>
        <source>Adding up…</source>
        <translation>A somar…</translation>
    </message>
    <message>
        <source>Compare with other days…</source>
        <translation>Comparar com outros dias…</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>Deixar de comparar</translation>
    </message>
    <message>
        <source>Totals of what is shown</source>
        <translation>Totais do que está à vista</translation>
    </message>
    <message numerus="yes">
        <source>{0} paid of {1}</source>
        <translation>
            <numerusform>{0} paga de {1}</numerusform>
            <numerusform>{0} pagas de {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialPage</name>
    <message>
        <source>It came out</source>
        <translation>Saiu</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Imprimir de novo</translation>
    </message>
    <message>
        <source>Print the test page again</source>
        <translation>Imprimir a página de teste de novo</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Remove the test page from the queue</source>
        <translation>Retirar a página de teste da fila</translation>
    </message>
    <message>
        <source>The test page came out</source>
        <translation>A página de teste saiu</translation>
    </message>
    <message>
        <source>{0}: sending a test page</source>
        <translation>{0}: a enviar uma página de teste</translation>
    </message>
</context>
<context>
    <name>TroublePanel</name>
    <message>
        <source>Close the till</source>
        <translation>Fechar a caixa</translation>
    </message>
    <message>
        <source>Correct the settings file, then open the till again.</source>
        <translation>Corrija o ficheiro de definições e abra a caixa de novo.</translation>
    </message>
</context>
<context>
    <name>TroubleStrip</name>
    <message>
        <source>You cannot charge now.</source>
        <translation>Não pode cobrar agora.</translation>
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
        <source>You have not saved what you typed here: {0}.</source>
        <translation>Ainda não guardou o que escreveu aqui: {0}.</translation>
    </message>
</context>
<context>
    <name>Validity</name>
    <message>
        <source>24 hours</source>
        <translation>24 horas</translation>
    </message>
    <message>
        <source>The customer can pay the reference for {0}</source>
        <translation>O cliente pode pagar a referência durante {0}</translation>
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
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Cancel sale</source>
        <translation>Anular</translation>
    </message>
    <message>
        <source>Cancel this sale? The customer can then no longer pay it.</source>
        <translation>Anular esta venda? O cliente já não a poderá pagar.</translation>
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
        <source>Check now</source>
        <translation>Verificar</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>A verificar…</translation>
    </message>
    <message>
        <source>Go to the next customer</source>
        <translation>Passar ao cliente seguinte</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Seguinte</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Recibo</translation>
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
    <name>VerdictFacts</name>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Terminou</translation>
    </message>
    <message>
        <source>Last answer</source>
        <translation>Última resposta</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
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
        <source>entity {0}</source>
        <translation>entidade {0}</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>ainda sem resposta</translation>
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
    <name>VerdictPanel</name>
    <message>
        <source>Ready for a sale</source>
        <translation>Pronto para a próxima venda</translation>
    </message>
    <message>
        <source>The first sale: amount, Enter, phone, Enter. F1 shows every key.</source>
        <translation>A primeira venda: valor, Enter, telemóvel, Enter. F1 mostra as teclas.</translation>
    </message>
    <message>
        <source>The result of each sale appears here.</source>
        <translation>O resultado de cada venda aparece aqui.</translation>
    </message>
</context>
<context>
    <name>VoucherBox</name>
    <message>
        <source>12 letters and digits</source>
        <translation>12 letras e algarismos</translation>
    </message>
    <message>
        <source>Training: any 12 letters and digits pay</source>
        <translation>Treino: quaisquer 12 letras e algarismos pagam</translation>
    </message>
    <message>
        <source>Voucher code</source>
        <translation>Código do voucher</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Bring from another computer…</source>
        <translation>Trazer de outro computador…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Or try everything first, with simulated payments. No money moves.</source>
        <translation>Ou experimente tudo primeiro, com pagamentos simulados, sem dinheiro real.</translation>
    </message>
    <message>
        <source>Shop name: {0}</source>
        <translation>Nome da loja: {0}</translation>
    </message>
    <message>
        <source>Training mode</source>
        <translation>Modo de treino</translation>
    </message>
    <message>
        <source>Two minutes to the first sale. You can change everything later in the settings.</source>
        <translation>Dois minutos até à primeira venda. Pode mudar tudo depois nas definições.</translation>
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
        <source>Lock, or change the cashier (F12)</source>
        <translation>Bloquear, ou mudar de operador (F12)</translation>
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
        <source>Already closed: {0}, {1}</source>
        <translation>Já foi fechado: {0}, {1}</translation>
    </message>
    <message>
        <source>Another computer is this till, and the office heard it at {0}. If it moved here: `--moved`. If both are used: `computer another-till`, and a new code.</source>
        <translation>Outro computador é esta caixa: o escritório recebeu dele a última resposta em {0}. Se mudou para aqui: `--moved`. Se usa os dois: `computer another-till`, e um código novo.</translation>
    </message>
    <message>
        <source>Another file lies there, or it was changed: {0}. Do not use it.</source>
        <translation>Está lá outro ficheiro, ou foi alterado: {0}. Não o use.</translation>
    </message>
    <message>
        <source>Approved by: {0}</source>
        <translation>Autorizado por: {0}</translation>
    </message>
    <message>
        <source>Backup made and checked: {0} · sales: {1}</source>
        <translation>Cópia de segurança feita e verificada: {0} · vendas: {1}</translation>
    </message>
    <message>
        <source>Can be paid until: {0}</source>
        <translation>Pode ser pago até: {0}</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador de caixa</translation>
    </message>
    <message>
        <source>Cashier&apos;s PIN</source>
        <translation>PIN do operador</translation>
    </message>
    <message>
        <source>Cashier: {0}</source>
        <translation>Operador: {0}</translation>
    </message>
    <message>
        <source>Choose a format with --format: {0}</source>
        <translation>Escolha um formato com --format: {0}</translation>
    </message>
    <message>
        <source>Close no. {0}: day {1} closed by {2}</source>
        <translation>Fecho n.º {0}: dia {1} fechado por {2}</translation>
    </message>
    <message>
        <source>Counted twice: {0}. Give one sum for each currency.</source>
        <translation>Contado duas vezes: {0}. Indique uma só soma por moeda.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moeda</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Delete the file {0}: on a third computer it would open this till again.</source>
        <translation>Apague o ficheiro {0}: num terceiro computador, abriria esta caixa outra vez.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluído</translation>
    </message>
    <message>
        <source>Expected in the drawer: {0}</source>
        <translation>Esperado na gaveta: {0}</translation>
    </message>
    <message>
        <source>Fees: journal {0} · statement {1}</source>
        <translation>Taxas: diário {0} · extracto {1}</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>If no other computer has opened the till, a manager takes it back: {0}
If another one has, do not: two computers would charge as one till, and payments would be lost.</source>
        <translation>Se nenhum outro computador abriu a caixa, um gerente recupera-a: {0}
Se outro a abriu, não o faça: dois computadores cobrariam como uma só caixa, e perdiam-se pagamentos.</translation>
    </message>
    <message>
        <source>If the till has moved here, type: {0}
If both computers sell, type: {1}</source>
        <translation>Se a caixa mudou para aqui, escreva: {0}
Se os dois computadores vendem, escreva: {1}</translation>
    </message>
    <message>
        <source>Invoice: {0}</source>
        <translation>Factura: {0}</translation>
    </message>
    <message>
        <source>It waits in the queue of the till: `print cancel {0}` takes it out.</source>
        <translation>Espera na fila da caixa: `print cancel {0}` retira-o.</translation>
    </message>
    <message>
        <source>It works</source>
        <translation>Funciona</translation>
    </message>
    <message>
        <source>Journal check code: {0}</source>
        <translation>Código de controlo do diário: {0}</translation>
    </message>
    <message>
        <source>Journal rebuilt: events {0}, sales {1}.</source>
        <translation>Diário reconstruído: registos {0}, vendas {1}.</translation>
    </message>
    <message>
        <source>Journal restored from {0} · sales: {1}</source>
        <translation>Diário reposto a partir de {0} · vendas: {1}</translation>
    </message>
    <message>
        <source>Journal: {0} · statement: {1} · difference: {2}</source>
        <translation>Diário: {0} · extracto: {1} · diferença: {2}</translation>
    </message>
    <message>
        <source>Keep this code outside this computer: with it, `verify --head` shows whether anybody changed the journal.</source>
        <translation>Guarde este código fora deste computador: com ele, `verify --head` mostra se alguém alterou o diário.</translation>
    </message>
    <message>
        <source>Last close: {0}</source>
        <translation>Último fecho: {0}</translation>
    </message>
    <message>
        <source>Later events recovered from the old file: {0}</source>
        <translation>Registos posteriores recuperados do ficheiro antigo: {0}</translation>
    </message>
    <message>
        <source>Left on the voucher: {0}</source>
        <translation>Saldo do voucher: {0}</translation>
    </message>
    <message>
        <source>Look at the paper: `print came-out {0}`, or `print repeat {0}`.</source>
        <translation>Veja o papel: `print came-out {0}`, ou `print repeat {0}`.</translation>
    </message>
    <message>
        <source>Manager&apos;s PIN</source>
        <translation>PIN do gerente</translation>
    </message>
    <message>
        <source>Matched: {0}</source>
        <translation>Conferidos: {0}</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Forma de pagamento</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Novo PIN</translation>
    </message>
    <message>
        <source>No account is set up: fill one in under Settings.</source>
        <translation>Nenhuma conta está configurada: preencha uma nas definições.</translation>
    </message>
    <message>
        <source>No day was closed yet.</source>
        <translation>Ainda não se fechou nenhum dia.</translation>
    </message>
    <message>
        <source>No money moved: {0}</source>
        <translation>Sem movimentos de dinheiro: {0}</translation>
    </message>
    <message>
        <source>No printer found. Type its address: `printers add NAME --network ADDRESS`.</source>
        <translation>Não se encontrou nenhuma impressora. Escreva o endereço: `printers add NOME --network ENDEREÇO`.</translation>
    </message>
    <message>
        <source>No printer is set up: `printers add`, or save with `--pdf`.</source>
        <translation>Não há nenhuma impressora configurada: `printers add`, ou guarde com `--pdf`.</translation>
    </message>
    <message>
        <source>No printer of this name is set up: {0}</source>
        <translation>Não há nenhuma impressora configurada com este nome: {0}</translation>
    </message>
    <message>
        <source>No sale found: {0}</source>
        <translation>Nenhuma venda encontrada: {0}</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>Não há turno aberto.</translation>
    </message>
    <message>
        <source>Nothing came out: `print repeat {0}` prints it again.</source>
        <translation>Não saiu nada: `print repeat {0}` imprime-o de novo.</translation>
    </message>
    <message>
        <source>Nothing was printed yet.</source>
        <translation>Ainda não se imprimiu nada.</translation>
    </message>
    <message>
        <source>Office: {0} · {1}</source>
        <translation>Escritório: {0} · {1}</translation>
    </message>
    <message>
        <source>On hold: {0}</source>
        <translation>Cativo: {0}</translation>
    </message>
    <message>
        <source>On the other computer, type: {0}</source>
        <translation>No outro computador, escreva: {0}</translation>
    </message>
    <message>
        <source>PIN removed: {0}</source>
        <translation>PIN retirado: {0}</translation>
    </message>
    <message>
        <source>PIN saved: {0}</source>
        <translation>PIN guardado: {0}</translation>
    </message>
    <message>
        <source>Passphrase of the file</source>
        <translation>Frase-passe do ficheiro</translation>
    </message>
    <message>
        <source>Passphrase of the keys</source>
        <translation>Frase-passe das chaves</translation>
    </message>
    <message>
        <source>Printer removed: {0}</source>
        <translation>Impressora removida: {0}</translation>
    </message>
    <message>
        <source>Printer saved: {0}. A window that is open reads it when it opens next.</source>
        <translation>Impressora guardada: {0}. Uma janela aberta só a lê quando abrir de novo.</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperação</translation>
    </message>
    <message>
        <source>Recovery code, shown only once: {0}
Keep it on paper, away from the till: anybody who has it can become a manager if the PINs are lost.</source>
        <translation>Código de recuperação, mostrado só desta vez: {0}
Guarde-o em papel, longe da caixa: quem o tiver pode passar a gerente se os PIN se perderem.</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Refunded: {0}</source>
        <translation>Devolvido: {0}</translation>
    </message>
    <message>
        <source>Repeat the new PIN</source>
        <translation>Repita o novo PIN</translation>
    </message>
    <message>
        <source>Repeat the passphrase</source>
        <translation>Repita a frase-passe</translation>
    </message>
    <message>
        <source>Rows left out: {0}</source>
        <translation>Linhas deixadas de fora: {0}</translation>
    </message>
    <message>
        <source>SHA-256 of the file: {0}</source>
        <translation>SHA-256 do ficheiro: {0}</translation>
    </message>
    <message>
        <source>Sales and refunds after {0} are not in the journal: check them with the payment service before you charge or refund again.</source>
        <translation>As vendas e devoluções depois de {0} não estão no diário: confirme-as com o serviço de pagamento antes de cobrar ou devolver de novo.</translation>
    </message>
    <message>
        <source>Sales and refunds after {0} are only in the file {1}: check them with the payment service before you charge or refund again.</source>
        <translation>As vendas e devoluções depois de {0} só estão no ficheiro {1}: confirme-as com o serviço de pagamento antes de cobrar ou devolver de novo.</translation>
    </message>
    <message>
        <source>Sales that were waiting and now need attention: {0}</source>
        <translation>Vendas que estavam à espera e ficaram por resolver: {0}</translation>
    </message>
    <message>
        <source>Sales without a result, which this computer follows from now on: {0}</source>
        <translation>Vendas sem resultado, que este computador acompanha a partir de agora: {0}</translation>
    </message>
    <message>
        <source>Saved with the keys. The window reads it when it opens.</source>
        <translation>Guardado com as chaves. A janela lê-o quando abre.</translation>
    </message>
    <message>
        <source>Saved: {0} · rows: {1}</source>
        <translation>Guardado: {0} · linhas: {1}</translation>
    </message>
    <message>
        <source>Say which code the office&apos;s manager gave: `--code`.</source>
        <translation>Indique o código dado pelo gerente do escritório: `--code`.</translation>
    </message>
    <message>
        <source>Say which printer with `--printer`: {0}</source>
        <translation>Diga qual é a impressora com `--printer`: {0}</translation>
    </message>
    <message>
        <source>Say who is using the till: `--cashier`.</source>
        <translation>Diga quem está na caixa: `--cashier`.</translation>
    </message>
    <message>
        <source>Secret, shown only once: {0}</source>
        <translation>Segredo, mostrado só desta vez: {0}</translation>
    </message>
    <message>
        <source>Shift open since {1}: {0}.</source>
        <translation>Turno aberto desde {1}: {0}.</translation>
    </message>
    <message>
        <source>Shift opened {1}, closed now: {0}.</source>
        <translation>Turno aberto em {1}, agora fechado: {0}.</translation>
    </message>
    <message>
        <source>Statement: {0} movements, {1}, {2}</source>
        <translation>Extracto: {0} movimentos, {1}, {2}</translation>
    </message>
    <message>
        <source>Stays in the drawer: {0}</source>
        <translation>Fica na gaveta: {0}</translation>
    </message>
    <message>
        <source>That day is still to come: {0}</source>
        <translation>Esse dia ainda não chegou: {0}</translation>
    </message>
    <message>
        <source>The accountant&apos;s month is an XLSX file.</source>
        <translation>O mês para a contabilidade é um ficheiro XLSX.</translation>
    </message>
    <message>
        <source>The customer pays here: {0}</source>
        <translation>O cliente paga aqui: {0}</translation>
    </message>
    <message>
        <source>The earlier file is kept: {0}</source>
        <translation>O ficheiro anterior fica guardado: {0}</translation>
    </message>
    <message>
        <source>The file is complete: {0}</source>
        <translation>O ficheiro está completo: {0}</translation>
    </message>
    <message>
        <source>The file is not there: {0}</source>
        <translation>O ficheiro não está lá: {0}</translation>
    </message>
    <message>
        <source>The journal is correct: there is nothing to rebuild.</source>
        <translation>O diário está correcto: não há nada a reconstruir.</translation>
    </message>
    <message>
        <source>The next sale is number {0}: no slip number is used twice.</source>
        <translation>A próxima venda tem o número {0}: nenhum número de talão se repete.</translation>
    </message>
    <message>
        <source>The payment service adds a fee of {0}: {1} in total.</source>
        <translation>O serviço de pagamento acrescenta uma taxa de {0}: {1} no total.</translation>
    </message>
    <message>
        <source>The payment service cannot find it: check what you asked for.</source>
        <translation>O serviço de pagamento não o encontra: verifique o pedido.</translation>
    </message>
    <message>
        <source>The payment service could not do it.</source>
        <translation>O serviço de pagamento não conseguiu fazê-lo.</translation>
    </message>
    <message>
        <source>The payment service did not give the secret.</source>
        <translation>O serviço de pagamento não indicou o segredo.</translation>
    </message>
    <message>
        <source>The payment service is processing it: check again later.</source>
        <translation>O serviço de pagamento está a tratar do pedido: verifique mais tarde.</translation>
    </message>
    <message>
        <source>The period ends before it begins: {0} to {1}</source>
        <translation>O período acaba antes de começar: {0} a {1}</translation>
    </message>
    <message>
        <source>The till continues on this computer, as the same till.</source>
        <translation>A caixa continua neste computador, como a mesma caixa.</translation>
    </message>
    <message>
        <source>The till continues on this computer. Delete the file {0}: nobody may open it now.</source>
        <translation>A caixa continua neste computador. Apague o ficheiro {0}: já ninguém o pode abrir.</translation>
    </message>
    <message>
        <source>The till does not open automatically on this computer.</source>
        <translation>A caixa não abre automaticamente neste computador.</translation>
    </message>
    <message>
        <source>The till is in the file {0} ({1} MB). This computer sells nothing any more.</source>
        <translation>A caixa está no ficheiro {0} ({1} MB). Este computador já não vende nada.</translation>
    </message>
    <message>
        <source>The till keeps the present file under another name.</source>
        <translation>A caixa guarda o ficheiro actual com outro nome.</translation>
    </message>
    <message>
        <source>The till opens when somebody signs in to this computer.</source>
        <translation>A caixa abre quando alguém entra neste computador.</translation>
    </message>
    <message>
        <source>The till {0} continues on this computer · sales: {1}</source>
        <translation>A caixa {0} continua neste computador · vendas: {1}</translation>
    </message>
    <message>
        <source>The two PINs do not match</source>
        <translation>Os dois PIN não são iguais</translation>
    </message>
    <message>
        <source>The two passphrases do not match</source>
        <translation>As duas frases-passe não são iguais</translation>
    </message>
    <message>
        <source>There is no journal yet: nothing to back up.</source>
        <translation>Ainda não há diário: nada para copiar.</translation>
    </message>
    <message>
        <source>There is no journal yet: nothing to export.</source>
        <translation>Ainda não há diário: nada a exportar.</translation>
    </message>
    <message>
        <source>There is no such close: {0}</source>
        <translation>Não há este fecho: {0}</translation>
    </message>
    <message>
        <source>There is no such difference in this period: {0}</source>
        <translation>Não há tal diferença neste período: {0}</translation>
    </message>
    <message>
        <source>There is no such sale: {0}</source>
        <translation>Não existe esta venda: {0}</translation>
    </message>
    <message>
        <source>There is no such shift: {0}</source>
        <translation>Não há este turno: {0}</translation>
    </message>
    <message>
        <source>This command has ended: `recover` continues the sale.</source>
        <translation>Este comando terminou: `recover` continua a venda.</translation>
    </message>
    <message>
        <source>This computer has no usable keyring: the keys are in a file, with the passphrase of the move.</source>
        <translation>Este computador não tem um porta-chaves que se possa usar: as chaves estão num ficheiro, com a frase-passe da mudança.</translation>
    </message>
    <message>
        <source>This disk is read-only: the till only reads the journal in {0} and cannot sell.</source>
        <translation>Este disco é só de leitura: a caixa só lê o diário em {0} e não pode vender.</translation>
    </message>
    <message>
        <source>This is now another till, with its own journal and numbers. Give it its own name in the settings.</source>
        <translation>Esta é agora outra caixa, com diário e números próprios. Dê-lhe um nome próprio nas definições.</translation>
    </message>
    <message>
        <source>This is the reference of sale {0}: use `extend` or `cancel`.</source>
        <translation>Esta é a referência da venda {0}: use `extend` ou `cancel`.</translation>
    </message>
    <message>
        <source>This needs a manager&apos;s PIN.</source>
        <translation>É necessário o PIN de um gerente.</translation>
    </message>
    <message>
        <source>This needs the cashier&apos;s PIN.</source>
        <translation>É necessário o PIN do operador.</translation>
    </message>
    <message>
        <source>This till was not moved out: it sells here.</source>
        <translation>Esta caixa não foi mudada: vende aqui.</translation>
    </message>
    <message>
        <source>To do it anyway: `--again`.</source>
        <translation>Para o fazer mesmo assim: `--again`.</translation>
    </message>
    <message>
        <source>To leave it anyway: `--anyway`.</source>
        <translation>Para sair mesmo assim: `--anyway`.</translation>
    </message>
    <message>
        <source>To restore the last good backup, type: {0}</source>
        <translation>Para repor a última cópia de segurança boa, escreva: {0}</translation>
    </message>
    <message>
        <source>Training has no accounts to manage: remove --training.</source>
        <translation>O treino não tem contas para gerir: retire --training.</translation>
    </message>
    <message>
        <source>Voucher: {0}</source>
        <translation>Voucher: {0}</translation>
    </message>
    <message>
        <source>X reading of {0}: nothing is closed by it</source>
        <translation>Leitura X de {0}: não fecha nada</translation>
    </message>
    <message>
        <source>an unknown time</source>
        <translation>hora desconhecida</translation>
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
        <source>nobody signed in</source>
        <translation>sem operador</translation>
    </message>
    <message>
        <source>the key of {0}</source>
        <translation>a chave de {0}</translation>
    </message>
    <message>
        <source>valid until {0}</source>
        <translation>válida até {0}</translation>
    </message>
    <message>
        <source>{0}: goes to {1} from now on</source>
        <translation>{0}: a partir de agora sai em {1}</translation>
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
        <source>Amount on hold</source>
        <translation>Valor cativo</translation>
    </message>
    <message>
        <source>At an ATM, in your bank&apos;s app or at the bank.</source>
        <translation>Num ATM, na aplicação do seu banco ou no banco.</translation>
    </message>
    <message>
        <source>Cancelling</source>
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
        <source>Hold released</source>
        <translation>Valor libertado</translation>
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
        <translation>Saldo do seu voucher: {0}</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pago</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <translation>Não devolvido</translation>
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
        <source>Paid</source>
        <translation>Pago</translation>
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
        <translation>Por favor, não volte a pagar até o avisarmos.</translation>
    </message>
    <message>
        <source>Please do not pay it.</source>
        <translation>Por favor, não pague.</translation>
    </message>
    <message>
        <source>Please wait, we are checking</source>
        <translation>Aguarde, estamos a verificar</translation>
    </message>
    <message>
        <source>Received. Thank you!</source>
        <translation>Recebido. Obrigado!</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Sent to your phone</source>
        <translation>Enviado para o seu telemóvel</translation>
    </message>
    <message>
        <source>Thank you!</source>
        <translation>Obrigado!</translation>
    </message>
    <message>
        <source>Thank you. Come again!</source>
        <translation>Obrigado. Volte sempre!</translation>
    </message>
    <message>
        <source>The shop has confirmed your payment.</source>
        <translation>A loja confirmou o seu pagamento.</translation>
    </message>
    <message>
        <source>To be held</source>
        <translation>A cativar</translation>
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
        <source>Type your PIN when your phone asks for it. The amount is only put on hold.</source>
        <translation>Introduza o seu PIN quando o telemóvel o pedir. O valor fica apenas cativo.</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válida até</translation>
    </message>
    <message>
        <source>We are checking your voucher.</source>
        <translation>Estamos a verificar o seu voucher.</translation>
    </message>
    <message>
        <source>We are creating your reference.</source>
        <translation>Estamos a criar a sua referência.</translation>
    </message>
    <message>
        <source>We are paying you</source>
        <translation>Estamos a pagar-lhe</translation>
    </message>
    <message>
        <source>We are preparing the card page.</source>
        <translation>Estamos a preparar a página do cartão.</translation>
    </message>
    <message>
        <source>We are refunding you</source>
        <translation>Estamos a devolver-lhe o dinheiro</translation>
    </message>
    <message>
        <source>You can try again or pay in another way.</source>
        <translation>Pode tentar de novo ou pagar de outra forma.</translation>
    </message>
    <message>
        <source>You have your money back.</source>
        <translation>Já tem o seu dinheiro de volta.</translation>
    </message>
    <message>
        <source>You will get a reference to pay.</source>
        <translation>Vai receber uma referência para pagar.</translation>
    </message>
    <message>
        <source>You will pay by card, on your phone.</source>
        <translation>Vai pagar com cartão, no seu telemóvel.</translation>
    </message>
    <message>
        <source>You will pay with your voucher.</source>
        <translation>Vai pagar com o seu voucher.</translation>
    </message>
    <message>
        <source>Your bank holds it for the shop; you have not paid yet.</source>
        <translation>O seu banco guarda o valor para a loja; ainda não pagou.</translation>
    </message>
    <message>
        <source>Your change: {0}</source>
        <translation>O seu troco: {0}</translation>
    </message>
    <message>
        <source>Your number</source>
        <translation>O seu número</translation>
    </message>
    <message>
        <source>{0} of {1} received</source>
        <translation>Recebidos {0} de {1}</translation>
    </message>
</context>
<context>
    <name>days</name>
    <message>
        <source>Friday</source>
        <translation>Sexta-feira</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Segunda-feira</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Sábado</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Domingo</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Quinta-feira</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Terça-feira</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Quarta-feira</translation>
    </message>
    <message>
        <source>changed {0}</source>
        <translation>mudou {0}</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechado</translation>
    </message>
    <message>
        <source>forgotten · {0}</source>
        <translation>esquecido · {0}</translation>
    </message>
    <message>
        <source>no money</source>
        <translation>sem dinheiro</translation>
    </message>
    <message>
        <source>no sales</source>
        <translation>sem vendas</translation>
    </message>
    <message>
        <source>not closed</source>
        <translation>por fechar</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aberto</translation>
    </message>
    <message>
        <source>until now</source>
        <translation>até agora</translation>
    </message>
    <message>
        <source>until now {0}</source>
        <translation>até agora {0}</translation>
    </message>
</context>
<context>
    <name>deeds</name>
    <message>
        <source>Capture…</source>
        <translation>Concluir…</translation>
    </message>
    <message>
        <source>Charge the rest</source>
        <translation>Cobrar o resto</translation>
    </message>
    <message>
        <source>Clear…</source>
        <translation>Alerta…</translation>
    </message>
    <message>
        <source>Extend…</source>
        <translation>Prolongar…</translation>
    </message>
    <message>
        <source>Invoice…</source>
        <translation>Factura…</translation>
    </message>
    <message>
        <source>Refund…</source>
        <translation>Devolver…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>Libertar…</translation>
    </message>
    <message>
        <source>Resolve…</source>
        <translation>Resolver…</translation>
    </message>
    <message>
        <source>Show the QR</source>
        <translation>Mostrar o QR</translation>
    </message>
</context>
<context>
    <name>doubts</name>
    <message>
        <source>A different amount arrived: the till has stopped checking.</source>
        <translation>Chegou um valor diferente: a caixa deixou de verificar.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Ask for the message {of}: {0} received, at about {1}. A missing message proves nothing.</source>
        <translation>Peça a mensagem {of}: {0} recebidos, por volta das {1}. A falta de mensagem não prova nada.</translation>
    </message>
    <message>
        <source>Ask for the message {of}: {0} to the shop, at about {1}. A missing message proves nothing.</source>
        <translation>Peça a mensagem {of}: {0} para a loja, por volta das {1}. A falta de mensagem não prova nada.</translation>
    </message>
    <message>
        <source>Ask for the receipt from the ATM or the bank&apos;s app: {0}, with this reference.</source>
        <translation>Peça o talão do ATM ou o comprovativo da aplicação do banco: {0}, com esta referência.</translation>
    </message>
    <message>
        <source>Ask the customer to open {the} and show the latest transactions: {0} received, at about {1}.</source>
        <translation>Peça ao cliente que abra {the} e mostre os últimos movimentos: {0} recebidos, por volta das {1}.</translation>
    </message>
    <message>
        <source>Ask the customer to open {the} and show the latest transactions: {0} to the shop, at about {1}.</source>
        <translation>Peça ao cliente que abra {the} e mostre os últimos movimentos: {0} para a loja, por volta das {1}.</translation>
    </message>
    <message>
        <source>Ask to see the bank&apos;s app or message: {0} charged to the card, at about {1}.</source>
        <translation>Peça para ver a aplicação ou a mensagem do banco: {0} debitados no cartão, por volta das {1}.</translation>
    </message>
    <message>
        <source>Customer&apos;s app</source>
        <translation>Aplicação do cliente</translation>
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
        <translation>Comprovativo do cliente</translation>
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
        <source>Failed {at}</source>
        <translation>Falhou {at}</translation>
    </message>
    <message>
        <source>Hand over the goods. If it was not paid, the shop loses the money.</source>
        <translation>Entregue a mercadoria. Se não foi pago, a loja perde o dinheiro.</translation>
    </message>
    <message>
        <source>In the transaction list {of}, or by phone, look for:</source>
        <translation>Na lista de movimentos {of}, ou por telefone, procure:</translation>
    </message>
    <message>
        <source>Internal code</source>
        <translation>Código interno</translation>
    </message>
    <message>
        <source>Keep the voucher and do not use it again: the voucher does not show whether {0} was taken.</source>
        <translation>Guarde o voucher e não o use de novo: o voucher não mostra se saíram {0}.</translation>
    </message>
    <message>
        <source>Not found {at}</source>
        <translation>Não consta {at}</translation>
    </message>
    <message>
        <source>Nothing is on hold: you can ask the customer again.</source>
        <translation>Não há valor cativo: pode pedir de novo ao cliente.</translation>
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
        <source>Seen {at}</source>
        <translation>Visto {at}</translation>
    </message>
    <message>
        <source>That transaction is {0}.</source>
        <translation>Essa transacção é a {0}.</translation>
    </message>
    <message>
        <source>The amount is on hold: capture it before you hand over.</source>
        <translation>O valor está cativo: cobre-o antes de entregar.</translation>
    </message>
    <message>
        <source>The amount is still on hold: you can capture it again.</source>
        <translation>O valor continua cativo: pode cobrá-lo de novo.</translation>
    </message>
    <message>
        <source>The amount is still on hold: you can release it again.</source>
        <translation>O valor continua cativo: pode libertá-lo de novo.</translation>
    </message>
    <message>
        <source>The customer has received the money: there is nothing more to pay out.</source>
        <translation>O cliente recebeu o dinheiro: não há mais nada a pagar.</translation>
    </message>
    <message>
        <source>The customer has the money back: there is nothing more to refund.</source>
        <translation>O cliente já tem o dinheiro: não há mais nada a devolver.</translation>
    </message>
    <message>
        <source>The customer keeps the money: do not hand over.</source>
        <translation>O cliente fica com o dinheiro: não entregue.</translation>
    </message>
    <message>
        <source>The customer&apos;s phone does not show it: see where to check.</source>
        <translation>O telemóvel do cliente não o mostra: veja onde confirmar.</translation>
    </message>
    <message>
        <source>The sale is paid: hand over the goods.</source>
        <translation>A venda está paga: entregue a mercadoria.</translation>
    </message>
    <message>
        <source>The shop still has the money: you can pay it out again.</source>
        <translation>A loja ainda tem o dinheiro: pode pagar de novo.</translation>
    </message>
    <message>
        <source>The shop still has the money: you can refund it again.</source>
        <translation>A loja ainda tem o dinheiro: pode devolvê-lo de novo.</translation>
    </message>
    <message>
        <source>The till cannot find out: {the} gives no answer afterwards.</source>
        <translation>A caixa não pode saber: {the} não responde depois.</translation>
    </message>
    <message>
        <source>The till has stopped checking.</source>
        <translation>A caixa deixou de verificar.</translation>
    </message>
    <message>
        <source>The till has stopped searching. It is not in the list {of}, but that proves nothing.</source>
        <translation>A caixa deixou de procurar. Não consta da lista {of}, mas isso não prova nada.</translation>
    </message>
    <message>
        <source>The till keeps checking with {the}.</source>
        <translation>A caixa continua a verificar com {the}.</translation>
    </message>
    <message>
        <source>The till searches for it in the lists {of}.</source>
        <translation>A caixa procura-a nas listas {of}.</translation>
    </message>
    <message>
        <source>The till sends the same request again: {the} processes it only once.</source>
        <translation>A caixa repete o mesmo pedido: {the} só o executa uma vez.</translation>
    </message>
    <message>
        <source>The till shows the payment as soon as {the} reports it.</source>
        <translation>A caixa mostra o pagamento assim que {the} o comunicar.</translation>
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
        <source>Used {at}</source>
        <translation>Usado {at}</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>You can charge the customer again. If it was paid after all, refund it.</source>
        <translation>Pode cobrar de novo ao cliente. Se afinal foi pago, devolva o valor.</translation>
    </message>
    <message>
        <source>{The} answered with a transaction of sale {0}.</source>
        <translation>{The} respondeu com uma transacção da venda {0}.</translation>
    </message>
    <message>
        <source>{The} has given its last answer: the till has stopped checking.</source>
        <translation>{The} já deu a última resposta: a caixa deixou de verificar.</translation>
    </message>
</context>
<context>
    <name>feminine</name>
    <message>
        <source>at {0}</source>
        <translation>na {0}</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>pela {0}</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>da {0}</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>à {0}</translation>
    </message>
    <message>
        <source>{0}</source>
        <translation>a {0}</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>Against the average Friday</source>
        <translation>Contra a média das sextas</translation>
    </message>
    <message>
        <source>Against the average Monday</source>
        <translation>Contra a média das segundas</translation>
    </message>
    <message>
        <source>Against the average Saturday</source>
        <translation>Contra a média dos sábados</translation>
    </message>
    <message>
        <source>Against the average Sunday</source>
        <translation>Contra a média dos domingos</translation>
    </message>
    <message>
        <source>Against the average Thursday</source>
        <translation>Contra a média das quintas</translation>
    </message>
    <message>
        <source>Against the average Tuesday</source>
        <translation>Contra a média das terças</translation>
    </message>
    <message>
        <source>Against the average Wednesday</source>
        <translation>Contra a média das quartas</translation>
    </message>
    <message>
        <source>Against the month before</source>
        <translation>Contra o mês anterior</translation>
    </message>
    <message>
        <source>Against the {0} days before</source>
        <translation>Contra os {0} dias anteriores</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Answer time, 9 in 10</source>
        <translation>Tempo de resposta, 9 em 10</translation>
    </message>
    <message>
        <source>Answer time, median</source>
        <translation>Tempo de resposta, mediana</translation>
    </message>
    <message>
        <source>Answer: {0}</source>
        <translation>Resposta: {0}</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Média</translation>
    </message>
    <message>
        <source>Average by weekday, {0}</source>
        <translation>Média por dia da semana, {0}</translation>
    </message>
    <message>
        <source>Average sale</source>
        <translation>Venda média</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>By cashier, {0}</source>
        <translation>Por operador, {0}</translation>
    </message>
    <message>
        <source>By day, {0}</source>
        <translation>Por dia, {0}</translation>
    </message>
    <message>
        <source>By day, {0} days, {1}</source>
        <translation>Por dia, {0} dias, {1}</translation>
    </message>
    <message>
        <source>By hour, {0}</source>
        <translation>Por hora, {0}</translation>
    </message>
    <message>
        <source>By method, {0}</source>
        <translation>Por método, {0}</translation>
    </message>
    <message>
        <source>By week, {0} days, {1}</source>
        <translation>Por semana, {0} dias, {1}</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Pormenor</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>sex.</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Sexta-feira</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>seg.</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Segunda-feira</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Nobody signed in</source>
        <translation>Sem operador</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pagas</translation>
    </message>
    <message>
        <source>Nothing received</source>
        <translation>Nada recebido</translation>
    </message>
    <message>
        <source>Of which</source>
        <translation>De quê</translation>
    </message>
    <message>
        <source>Paid sales</source>
        <translation>Vendas pagas</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>sáb.</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Sábado</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Ainda em aberto</translation>
    </message>
    <message>
        <source>Success rate</source>
        <translation>Taxa de sucesso</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>dom.</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Domingo</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>qui.</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Quinta-feira</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>ter.</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Terça-feira</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>qua.</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Quarta-feira</translation>
    </message>
    <message>
        <source>What</source>
        <translation>O quê</translation>
    </message>
    <message>
        <source>average of an open day: {0}</source>
        <translation>média por dia aberto: {0}</translation>
    </message>
    <message>
        <source>average {0}</source>
        <translation>média {0}</translation>
    </message>
    <message>
        <source>best {0}: {1}</source>
        <translation>melhor {0}: {1}</translation>
    </message>
    <message>
        <source>billion {0}</source>
        <translation>mil milhões {0}</translation>
    </message>
    <message>
        <source>compared with the last {0} Fridays</source>
        <translation>em comparação com as últimas {0} sextas</translation>
    </message>
    <message>
        <source>compared with the last {0} Mondays</source>
        <translation>em comparação com as últimas {0} segundas</translation>
    </message>
    <message>
        <source>compared with the last {0} Saturdays</source>
        <translation>em comparação com os últimos {0} sábados</translation>
    </message>
    <message>
        <source>compared with the last {0} Sundays</source>
        <translation>em comparação com os últimos {0} domingos</translation>
    </message>
    <message>
        <source>compared with the last {0} Thursdays</source>
        <translation>em comparação com as últimas {0} quintas</translation>
    </message>
    <message>
        <source>compared with the last {0} Tuesdays</source>
        <translation>em comparação com as últimas {0} terças</translation>
    </message>
    <message>
        <source>compared with the last {0} Wednesdays</source>
        <translation>em comparação com as últimas {0} quartas</translation>
    </message>
    <message>
        <source>compared with {0}</source>
        <translation>em comparação com {0}</translation>
    </message>
    <message>
        <source>median; 9 in 10 within {0}</source>
        <translation>mediana; 9 em cada 10 até {0}</translation>
    </message>
    <message>
        <source>million {0}</source>
        <translation>milhões {0}</translation>
    </message>
    <message>
        <source>nothing earlier to compare with</source>
        <translation>sem período anterior para comparar</translation>
    </message>
    <message>
        <source>refunded {0}</source>
        <translation>devolvido {0}</translation>
    </message>
    <message>
        <source>thousand {0}</source>
        <translation>mil {0}</translation>
    </message>
    <message>
        <source>under 1 s</source>
        <translation>menos de 1 s</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>até às {0}</translation>
    </message>
    <message>
        <source>{0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>{0} d {1} h</source>
        <translation>{0} d {1} h</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
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
        <source>{0} to {1}</source>
        <translation>{0} a {1}</translation>
    </message>
    <message>
        <source>{0}, without cash</source>
        <translation>{0}, sem numerário</translation>
    </message>
    <message>
        <source>{0}h</source>
        <translation>{0}h</translation>
    </message>
</context>
<context>
    <name>masculine</name>
    <message>
        <source>at {0}</source>
        <translation>no {0}</translation>
    </message>
    <message>
        <source>by {0}</source>
        <translation>pelo {0}</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>do {0}</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>ao {0}</translation>
    </message>
    <message>
        <source>{0}</source>
        <translation>o {0}</translation>
    </message>
</context>
<context>
    <name>methods</name>
    <message>
        <source>Bank transfer</source>
        <translation>Transferência</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Cartão</translation>
    </message>
    <message>
        <source>Card machine</source>
        <translation>TPA</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Numerário</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Split payment</source>
        <translation>Pagamento repartido</translation>
    </message>
    <message>
        <source>{0} reference</source>
        <translation>Referência {0}</translation>
    </message>
</context>
<context>
    <name>methods_mz</name>
    <message>
        <source>Card machine</source>
        <translation>POS</translation>
    </message>
</context>
<context>
    <name>office</name>
    <message>
        <source>A passkey is kept by this device, and opened with your finger, your face or its PIN. There is nothing to type.</source>
        <translation>A chave de acesso fica neste aparelho e abre-se com o dedo, o rosto ou o PIN dele. Não é preciso escrever nada.</translation>
    </message>
    <message>
        <source>A step of a newer till: {0}</source>
        <translation>Um passo de uma caixa mais recente: {0}</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Conta</translation>
    </message>
    <message>
        <source>All payment methods</source>
        <translation>Todas as formas de pagamento</translation>
    </message>
    <message>
        <source>All shops</source>
        <translation>Todas as lojas</translation>
    </message>
    <message>
        <source>All shops and tills</source>
        <translation>Todas as lojas e caixas</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Todos os estados</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>An earlier version of the till made this close: it has no sums of its own.</source>
        <translation>Este fecho foi feito por uma versão anterior da caixa: não tem somas próprias.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspecto</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Autorizado por</translation>
    </message>
    <message>
        <source>As this device</source>
        <translation>Como o aparelho</translation>
    </message>
    <message>
        <source>At least {0} characters. Some words in a row are easy to remember.</source>
        <translation>Pelo menos {0} caracteres. Algumas palavras seguidas são fáceis de lembrar.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>Pertence a</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Dia da loja</translation>
    </message>
    <message>
        <source>By day, in {0}</source>
        <translation>Por dia, em {0}</translation>
    </message>
    <message>
        <source>By hour</source>
        <translation>Por hora</translation>
    </message>
    <message>
        <source>By hour, in {0}</source>
        <translation>Por hora, em {0}</translation>
    </message>
    <message>
        <source>By payment method</source>
        <translation>Por forma de pagamento</translation>
    </message>
    <message>
        <source>By shop and till</source>
        <translation>Por loja e caixa</translation>
    </message>
    <message>
        <source>Call the shop: the till has no network, or it is off. It keeps selling.</source>
        <translation>Telefone à loja: a caixa está sem rede ou desligada. Sem rede, continua a vender.</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>Mudar a palavra-passe</translation>
    </message>
    <message>
        <source>Check it with the payment service, then resolve it at the till.</source>
        <translation>Verifique no serviço de pagamento e resolva na caixa.</translation>
    </message>
    <message>
        <source>Choose fewer days, or one shop.</source>
        <translation>Escolha menos dias, ou uma loja.</translation>
    </message>
    <message>
        <source>Choose how you will sign in to {0}. This address works once, until {1}.</source>
        <translation>Escolha como vai entrar em {0}. Este endereço serve uma só vez, até {1}.</translation>
    </message>
    <message>
        <source>Clear the filters</source>
        <translation>Limpar filtros</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fecho</translation>
    </message>
    <message>
        <source>Close that day at the till.</source>
        <translation>Feche esse dia na caixa.</translation>
    </message>
    <message>
        <source>Close {0}</source>
        <translation>Fechar {0}</translation>
    </message>
    <message>
        <source>Closed by {0}, {1}</source>
        <translation>Fechado por {0}, {1}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Code from the authenticator app</source>
        <translation>Código da aplicação de autenticação</translation>
    </message>
    <message>
        <source>Compare it with the payment service, then clear the alert at the till.</source>
        <translation>Compare com o serviço de pagamento e feche o alerta na caixa.</translation>
    </message>
    <message>
        <source>Connected tills</source>
        <translation>Caixas ligadas</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Correct the date and time of that computer.</source>
        <translation>Acerte a data e a hora desse computador.</translation>
    </message>
    <message>
        <source>Create a passkey</source>
        <translation>Criar uma chave de acesso</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moeda</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Dia</translation>
    </message>
    <message>
        <source>Day close {0}</source>
        <translation>Fecho do dia {0}</translation>
    </message>
    <message>
        <source>Day closes</source>
        <translation>Fechos do dia</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dias</translation>
    </message>
    <message>
        <source>Days of all tills</source>
        <translation>Dias de todas as caixas</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Pormenores</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>E-mail, password or code is not right. A code is good once: wait for the next one.</source>
        <translation>O e-mail, a palavra-passe ou o código não está certo. Cada código serve uma só vez: espere pelo seguinte.</translation>
    </message>
    <message>
        <source>Earlier days</source>
        <translation>Dias anteriores</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Everything is stored. Its sales appear once the office is updated.</source>
        <translation>Está tudo guardado. As vendas aparecem quando o escritório for actualizado.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>Find out who restored or copied this till. Both journals are kept.</source>
        <translation>Descubra quem restaurou ou copiou esta caixa. Os dois diários ficam guardados.</translation>
    </message>
    <message>
        <source>For example: refunded to the customer in the payment service&apos;s own pages.</source>
        <translation>Por exemplo: devolvido ao cliente nas páginas do serviço de pagamento.</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Encontradas</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>I have looked into it</source>
        <translation>Já verifiquei</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Factura</translation>
    </message>
    <message>
        <source>It may be of a shop that you do not see, or the address is incomplete.</source>
        <translation>Pode ser de uma loja que não vê, ou o endereço está incompleto.</translation>
    </message>
    <message>
        <source>It was used, or is too old. Whoever runs the office can invite you again.</source>
        <translation>Já foi usado ou passou do prazo. Quem gere o escritório pode enviar-lhe outro convite.</translation>
    </message>
    <message>
        <source>Journal check code</source>
        <translation>Código de controlo do diário</translation>
    </message>
    <message>
        <source>Journal not verified yet.</source>
        <translation>Diário ainda por verificar.</translation>
    </message>
    <message>
        <source>Journal verified up to record {0}, {1}.</source>
        <translation>Diário verificado até ao registo {0}, {1}.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Language and appearance</source>
        <translation>Idioma e aspecto</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Último contacto</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Mês passado</translation>
    </message>
    <message>
        <source>Last sales</source>
        <translation>Últimas vendas</translation>
    </message>
    <message>
        <source>Later days</source>
        <translation>Dias seguintes</translation>
    </message>
    <message>
        <source>Life of the sale</source>
        <translation>Percurso da venda</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Lost phone and password? Whoever runs the office can invite you again.</source>
        <translation>Perdeu o telefone e a palavra-passe? Quem gere o escritório pode enviar-lhe outro convite.</translation>
    </message>
    <message>
        <source>Make a code with “pos-app office till enrol”, and type it in the till&apos;s settings.</source>
        <translation>Crie um código com “pos-app office till enrol” e introduza-o nas definições da caixa.</translation>
    </message>
    <message>
        <source>Most in the hour from {0}h: {1}</source>
        <translation>Mais na hora das {0}h: {1}</translation>
    </message>
    <message>
        <source>Movements</source>
        <translation>Movimentos</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Por resolver</translation>
    </message>
    <message>
        <source>Needs somebody now</source>
        <translation>Precisa de alguém agora</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nova palavra-passe</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Novos códigos de recuperação</translation>
    </message>
    <message>
        <source>Newest sales</source>
        <translation>Vendas mais recentes</translation>
    </message>
    <message>
        <source>No close yet</source>
        <translation>Ainda sem fecho</translation>
    </message>
    <message>
        <source>No money in this period</source>
        <translation>Sem dinheiro neste período</translation>
    </message>
    <message>
        <source>No money on these days</source>
        <translation>Sem dinheiro nestes dias</translation>
    </message>
    <message>
        <source>No money yet</source>
        <translation>Ainda sem dinheiro</translation>
    </message>
    <message>
        <source>No passkey yet</source>
        <translation>Ainda sem chave de acesso</translation>
    </message>
    <message>
        <source>No sale matches</source>
        <translation>Nenhuma venda corresponde</translation>
    </message>
    <message>
        <source>No sale with {0}</source>
        <translation>Nenhuma venda com {0}</translation>
    </message>
    <message>
        <source>No sales on this day</source>
        <translation>Sem vendas neste dia</translation>
    </message>
    <message>
        <source>No till has it. Find the customer, or take it over with a reason.</source>
        <translation>Nenhuma caixa o tem. Encontre o cliente, ou assuma-o com um motivo.</translation>
    </message>
    <message>
        <source>No till is enrolled yet</source>
        <translation>Ainda não há caixas inscritas</translation>
    </message>
    <message>
        <source>Not live: reconnecting…</source>
        <translation>Sem actualização ao vivo: a ligar de novo…</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pagas</translation>
    </message>
    <message>
        <source>Nothing needs anybody now</source>
        <translation>Nada precisa de alguém agora</translation>
    </message>
    <message>
        <source>Nothing received yet today</source>
        <translation>Hoje ainda nada recebido</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Agora</translation>
    </message>
    <message>
        <source>Number at {0}</source>
        <translation>Número no {0}</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Escritório</translation>
    </message>
    <message>
        <source>Older sales</source>
        <translation>Vendas mais antigas</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Open in an app on this device</source>
        <translation>Abrir numa aplicação deste aparelho</translation>
    </message>
    <message>
        <source>Open in the sales of all tills</source>
        <translation>Abrir no diário de todas as caixas</translation>
    </message>
    <message>
        <source>Or type this key into the app: {0}</source>
        <translation>Ou escreva esta chave na aplicação: {0}</translation>
    </message>
    <message>
        <source>Outcome unknown for {0}</source>
        <translation>Resultado desconhecido há {0}</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Pagas</translation>
    </message>
    <message>
        <source>Passkeys</source>
        <translation>Chaves de acesso</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Palavra-passe</translation>
    </message>
    <message>
        <source>Password and authenticator app</source>
        <translation>Palavra-passe e aplicação de autenticação</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>Palavra-passe até agora</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>Forma de pagamento</translation>
    </message>
    <message>
        <source>Payment that no till has</source>
        <translation>Pagamento que nenhuma caixa tem</translation>
    </message>
    <message>
        <source>Payment without a till for {0}</source>
        <translation>Pagamento sem caixa há {0}</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagamentos</translation>
    </message>
    <message>
        <source>Payments today</source>
        <translation>Pagamentos hoje</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Período</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Print these or write them down, and keep them away from the phone. Each is good once, in place of the app&apos;s code. They are shown only now.</source>
        <translation>Imprima-os ou copie-os e guarde-os longe do telefone. Cada um serve uma só vez, em lugar do código da aplicação. Só aparecem agora.</translation>
    </message>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>Código QR para a aplicação de autenticação</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
    </message>
    <message>
        <source>Received in {0}</source>
        <translation>Recebido em {0}</translation>
    </message>
    <message>
        <source>Received today</source>
        <translation>Recebido hoje</translation>
    </message>
    <message>
        <source>Received today in {0}</source>
        <translation>Recebido hoje em {0}</translation>
    </message>
    <message>
        <source>Received today · {0}</source>
        <translation>Recebido hoje · {0}</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>Códigos de recuperação</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referência</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Refunds and parts</source>
        <translation>Devoluções e partes</translation>
    </message>
    <message>
        <source>Reload the page and try again.</source>
        <translation>Recarregue a página e tente de novo.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remover</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>Comunicado</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sale {0}</source>
        <translation>Venda {0}</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Diário</translation>
    </message>
    <message>
        <source>Sales of all tills</source>
        <translation>Diário de todas as caixas</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Scan this with an authenticator app, and type the code that it shows.</source>
        <translation>Leia isto com uma aplicação de autenticação e escreva o código que ela mostra.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Procurar</translation>
    </message>
    <message>
        <source>Search all tills</source>
        <translation>Procurar em todas as caixas</translation>
    </message>
    <message>
        <source>Search all tills: phone, reference, amount</source>
        <translation>Procurar em todas as caixas: telemóvel, referência, valor</translation>
    </message>
    <message>
        <source>Search by phone, reference, amount or sale number, or choose more days.</source>
        <translation>Procure por telemóvel, referência, valor ou número da venda, ou escolha mais dias.</translation>
    </message>
    <message>
        <source>See all {0}</source>
        <translation>Ver os {0}</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>Vê</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>Shop and till</source>
        <translation>Loja e caixa</translation>
    </message>
    <message>
        <source>Shops and tills</source>
        <translation>Lojas e caixas</translation>
    </message>
    <message>
        <source>Shops of an area</source>
        <translation>Lojas de uma zona</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Sign in with a passkey</source>
        <translation>Entrar com chave de acesso</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>Sign out other devices</source>
        <translation>Terminar sessão nos outros aparelhos</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Sessões abertas</translation>
    </message>
    <message>
        <source>Skip to the content</source>
        <translation>Saltar para o conteúdo</translation>
    </message>
    <message>
        <source>Some shops</source>
        <translation>Algumas lojas</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Stop one of the two computers and enrol it as another till.</source>
        <translation>Pare um dos dois computadores e inscreva-o como outra caixa.</translation>
    </message>
    <message>
        <source>Success rate</source>
        <translation>Taxa de sucesso</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Assumir o pagamento</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Taken over. It is in the office&apos;s own journal.</source>
        <translation>Assumido. Está no diário do próprio escritório.</translation>
    </message>
    <message>
        <source>That is too much at once</source>
        <translation>É demasiado de uma só vez</translation>
    </message>
    <message>
        <source>The 6 digits that the app shows now. Without the phone, a recovery code.</source>
        <translation>Os 6 algarismos que a aplicação mostra agora. Sem o telefone, um código de recuperação.</translation>
    </message>
    <message>
        <source>The app shows another code. Check that the phone&apos;s clock is right.</source>
        <translation>A aplicação mostra outro código. Veja se a hora do telefone está certa.</translation>
    </message>
    <message>
        <source>The journals part after record {0}, noticed {1}.</source>
        <translation>Os diários separam-se depois do registo {0}, detetado {1}.</translation>
    </message>
    <message>
        <source>The office could not answer</source>
        <translation>O escritório não conseguiu responder</translation>
    </message>
    <message>
        <source>The old ones are no longer good then.</source>
        <translation>Os antigos deixam então de servir.</translation>
    </message>
    <message>
        <source>The passkey did not work. Try again.</source>
        <translation>A chave de acesso não funcionou. Tente de novo.</translation>
    </message>
    <message>
        <source>The password is changed. Other devices have to sign in again.</source>
        <translation>A palavra-passe foi mudada. Nos outros aparelhos é preciso entrar de novo.</translation>
    </message>
    <message>
        <source>The same password again</source>
        <translation>A mesma palavra-passe outra vez</translation>
    </message>
    <message>
        <source>The till lost this sale; the office has kept it.</source>
        <translation>A caixa perdeu esta venda; o escritório guardou-a.</translation>
    </message>
    <message>
        <source>The till was restored without them. Compare them with the payment services.</source>
        <translation>A caixa foi reposta sem elas. Compare-as com os serviços de pagamento.</translation>
    </message>
    <message>
        <source>The till was restored, and lost what came after</source>
        <translation>A caixa foi reposta e perdeu o que veio depois</translation>
    </message>
    <message>
        <source>The till&apos;s clock is {0} ahead</source>
        <translation>O relógio da caixa está {0} adiantado</translation>
    </message>
    <message>
        <source>The till&apos;s clock is {0} behind</source>
        <translation>O relógio da caixa está {0} atrasado</translation>
    </message>
    <message>
        <source>The tills keep selling, nothing is lost. Try again in a moment.</source>
        <translation>As caixas continuam a vender e nada se perde. Tente de novo daqui a pouco.</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>As duas palavras-passe não são iguais.</translation>
    </message>
    <message>
        <source>There is no such page</source>
        <translation>Esta página não existe</translation>
    </message>
    <message>
        <source>These numbers as a table</source>
        <translation>Estes números em tabela</translation>
    </message>
    <message>
        <source>These sales are known to the office alone. Each is counted once.</source>
        <translation>Só o escritório conhece estas vendas. Cada uma conta uma vez.</translation>
    </message>
    <message>
        <source>This invitation is no longer good</source>
        <translation>Este convite já não serve</translation>
    </message>
    <message>
        <source>This is your only way to sign in. Create another passkey first.</source>
        <translation>Esta é a sua única forma de entrar. Crie primeiro outra chave de acesso.</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Este mês</translation>
    </message>
    <message>
        <source>This office must be updated</source>
        <translation>Este escritório tem de ser actualizado</translation>
    </message>
    <message>
        <source>This page only shows. Refunds, resolving and closing are done at the till, with a PIN.</source>
        <translation>Aqui só se lê: devolver, resolver e fechar fazem-se na caixa, com PIN.</translation>
    </message>
    <message>
        <source>This password is too easy: at least {0} characters, and not your name.</source>
        <translation>Esta palavra-passe é fácil demais: pelo menos {0} caracteres, e sem o seu nome.</translation>
    </message>
    <message>
        <source>This payment has found its till.</source>
        <translation>Este pagamento chegou à sua caixa.</translation>
    </message>
    <message>
        <source>This request was not accepted</source>
        <translation>Este pedido não foi aceite</translation>
    </message>
    <message>
        <source>This till&apos;s day</source>
        <translation>Dia desta caixa</translation>
    </message>
    <message>
        <source>This till&apos;s sales</source>
        <translation>Diário desta caixa</translation>
    </message>
    <message>
        <source>Till</source>
        <translation>Caixa</translation>
    </message>
    <message>
        <source>Till without contact for {0}</source>
        <translation>Caixa sem contacto há {0}</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Too many tries. Try again in some minutes.</source>
        <translation>Demasiadas tentativas. Tente de novo dentro de alguns minutos.</translation>
    </message>
    <message>
        <source>Too many tries. Try again in {0} min, or use a passkey.</source>
        <translation>Demasiadas tentativas. Tente de novo dentro de {0} min ou use uma chave de acesso.</translation>
    </message>
    <message>
        <source>Two computers run as this till</source>
        <translation>Dois computadores usam esta caixa</translation>
    </message>
    <message>
        <source>Two journals of the same till</source>
        <translation>Dois diários da mesma caixa</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconhecidas</translation>
    </message>
    <message>
        <source>Unknown for {0}</source>
        <translation>Desconhecido há {0}</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Até</translation>
    </message>
    <message>
        <source>Welcome, {0}</source>
        <translation>Olá, {0}</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>O que aconteceu</translation>
    </message>
    <message>
        <source>What was it?</source>
        <translation>O que foi?</translation>
    </message>
    <message>
        <source>What you did about it</source>
        <translation>O que fez</translation>
    </message>
    <message>
        <source>With an alert</source>
        <translation>Com alerta</translation>
    </message>
    <message>
        <source>Write what you did about it.</source>
        <translation>Indique o que fez.</translation>
    </message>
    <message>
        <source>Your name and this text are kept. It then needs nobody any more.</source>
        <translation>O seu nome e este texto ficam guardados. Depois já não precisa de ninguém.</translation>
    </message>
    <message>
        <source>a browser</source>
        <translation>um navegador</translation>
    </message>
    <message>
        <source>all in contact</source>
        <translation>todas em contacto</translation>
    </message>
    <message>
        <source>changed after the close</source>
        <translation>mudou desde o fecho</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechado</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>contacto</translation>
    </message>
    <message>
        <source>created {0}</source>
        <translation>criada {0}</translation>
    </message>
    <message>
        <source>first sale {0}</source>
        <translation>primeira venda {0}</translation>
    </message>
    <message>
        <source>first sale {0}, {1}</source>
        <translation>primeira venda {0}, {1}</translation>
    </message>
    <message>
        <source>last sale {0}</source>
        <translation>última venda {0}</translation>
    </message>
    <message>
        <source>last used {0}</source>
        <translation>usada pela última vez {0}</translation>
    </message>
    <message>
        <source>left the office</source>
        <translation>saiu do escritório</translation>
    </message>
    <message>
        <source>more than {0}</source>
        <translation>mais de {0}</translation>
    </message>
    <message>
        <source>never in contact</source>
        <translation>nunca em contacto</translation>
    </message>
    <message>
        <source>no contact for {0}</source>
        <translation>sem contacto há {0}</translation>
    </message>
    <message>
        <source>not closed</source>
        <translation>por fechar</translation>
    </message>
    <message>
        <source>nothing in the period before</source>
        <translation>nada no período anterior</translation>
    </message>
    <message>
        <source>of the charges with an outcome; cash and others by hand are left out</source>
        <translation>das cobranças com resultado, sem o que se recebe em mão</translation>
    </message>
    <message>
        <source>of {0}</source>
        <translation>de {0}</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aberto</translation>
    </message>
    <message>
        <source>phone numbers in full</source>
        <translation>números de telefone completos</translation>
    </message>
    <message>
        <source>record {0}</source>
        <translation>registo {0}</translation>
    </message>
    <message>
        <source>refunded {0}</source>
        <translation>devolvido {0}</translation>
    </message>
    <message>
        <source>shares are within a currency</source>
        <translation>as partes são dentro de cada moeda</translation>
    </message>
    <message>
        <source>sum of the newest {0} of them</source>
        <translation>soma das {0} mais recentes</translation>
    </message>
    <message>
        <source>sum of the sales found</source>
        <translation>soma das vendas encontradas</translation>
    </message>
    <message>
        <source>the last 3 digits of phone numbers</source>
        <translation>os últimos 3 algarismos dos números de telefone</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>este aparelho</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hoje</translation>
    </message>
    <message>
        <source>today {0}</source>
        <translation>hoje, {0}</translation>
    </message>
    <message>
        <source>used {0}</source>
        <translation>usada {0}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>yesterday by this time {0}</source>
        <translation>ontem a esta hora {0}</translation>
    </message>
    <message>
        <source>{0} a day</source>
        <translation>{0} por dia</translation>
    </message>
    <message>
        <source>{0} against the period before</source>
        <translation>{0} contra o período anterior</translation>
    </message>
    <message>
        <source>{0} code left</source>
        <translation>resta {0} código</translation>
    </message>
    <message>
        <source>{0} codes left</source>
        <translation>restam {0} códigos</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0} dia</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} dias</translation>
    </message>
    <message>
        <source>{0} known to the office alone</source>
        <translation>{0} que só o escritório conhece</translation>
    </message>
    <message>
        <source>{0} not closed</source>
        <translation>Dia {0} por fechar</translation>
    </message>
    <message>
        <source>{0} on no close</source>
        <translation>{0} em nenhum fecho</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>{0} payment</source>
        <translation>{0} pagamento</translation>
    </message>
    <message>
        <source>{0} payments</source>
        <translation>{0} pagamentos</translation>
    </message>
    <message>
        <source>{0} refund</source>
        <translation>{0} devolução</translation>
    </message>
    <message>
        <source>{0} refunds</source>
        <translation>{0} devoluções</translation>
    </message>
    <message>
        <source>{0} reported this payment, and it belongs to no sale of any till. If a till comes back that knows it, that till still gets it.</source>
        <translation>{0} comunicou este pagamento, que não é de nenhuma venda de nenhuma caixa. Se voltar uma caixa que o conheça, ainda o recebe.</translation>
    </message>
    <message>
        <source>{0} sale</source>
        <translation>{0} venda</translation>
    </message>
    <message>
        <source>{0} sales</source>
        <translation>{0} vendas</translation>
    </message>
    <message>
        <source>{0} shop</source>
        <translation>{0} loja</translation>
    </message>
    <message>
        <source>{0} shops</source>
        <translation>{0} lojas</translation>
    </message>
    <message>
        <source>{0} till</source>
        <translation>{0} caixa</translation>
    </message>
    <message>
        <source>{0} till in {1}</source>
        <translation>{0} caixa em {1}</translation>
    </message>
    <message>
        <source>{0} tills</source>
        <translation>{0} caixas</translation>
    </message>
    <message>
        <source>{0} tills in {1}</source>
        <translation>{0} caixas em {1}</translation>
    </message>
    <message>
        <source>{0} with {1}</source>
        <translation>{0} com {1}</translation>
    </message>
    <message>
        <source>{0} without contact</source>
        <translation>{0} sem contacto</translation>
    </message>
    <message>
        <source>{0}, since {1}</source>
        <translation>{0}, desde {1}</translation>
    </message>
    <message>
        <source>{0}, the most urgent first</source>
        <translation>{0}, o mais urgente primeiro</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>{0}h</source>
        <translation>{0}h</translation>
    </message>
    <message>
        <source>{0}h to {1}h</source>
        <translation>{0}h às {1}h</translation>
    </message>
    <message>
        <source>{0}h: {1}</source>
        <translation>{0}h: {1}</translation>
    </message>
</context>
<context>
    <name>service</name>
    <message>
        <source>at the payment service</source>
        <translation>no serviço de pagamento</translation>
    </message>
    <message>
        <source>by the payment service</source>
        <translation>pelo serviço de pagamento</translation>
    </message>
    <message>
        <source>of the payment service</source>
        <translation>do serviço de pagamento</translation>
    </message>
    <message>
        <source>the payment service</source>
        <translation>o serviço de pagamento</translation>
    </message>
    <message>
        <source>to the payment service</source>
        <translation>ao serviço de pagamento</translation>
    </message>
</context>
<context>
    <name>shifts</name>
    <message>
        <source>Nobody signed in</source>
        <translation>Sem operador</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fechado</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aberto</translation>
    </message>
    <message>
        <source>over {0}</source>
        <translation>sobra {0}</translation>
    </message>
    <message>
        <source>short {0}</source>
        <translation>falta {0}</translation>
    </message>
    <message>
        <source>{0} to now</source>
        <translation>{0} – agora</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} – {1}</translation>
    </message>
</context>
<context>
    <name>start</name>
    <message>
        <source>Report for support: {0}</source>
        <translation>Relatório para o apoio técnico: {0}</translation>
    </message>
    <message>
        <source>The till could not open its window. It charged nothing.</source>
        <translation>A caixa não conseguiu abrir a janela. Não cobrou nada.</translation>
    </message>
    <message>
        <source>The till had to stop. Open it again: it checks every payment that was under way.</source>
        <translation>A caixa teve de parar. Abra-a de novo: ela verifica todos os pagamentos em curso.</translation>
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
        <source>(continued)</source>
        <translation>(continuação)</translation>
    </message>
    <message>
        <source>1.500 may be two amounts: say which sign stands before the cents</source>
        <translation>1.500 pode ser dois valores: indique o sinal que está antes dos cêntimos</translation>
    </message>
    <message>
        <source>58 mm</source>
        <translation>58 mm</translation>
    </message>
    <message>
        <source>80 mm</source>
        <translation>80 mm</translation>
    </message>
    <message>
        <source>A PIN has 4 to 8 digits</source>
        <translation>O PIN tem 4 a 8 algarismos</translation>
    </message>
    <message>
        <source>A certificate or this computer&apos;s clock is out of date.</source>
        <translation>Um certificado ou o relógio deste computador está fora de prazo.</translation>
    </message>
    <message>
        <source>A manager can turn it on there.</source>
        <translation>Um gerente pode ligá-lo lá.</translation>
    </message>
    <message>
        <source>A manager must approve this</source>
        <translation>Um gerente tem de autorizar isto</translation>
    </message>
    <message>
        <source>A newer version of the program made this file: {0}</source>
        <translation>Uma versão mais recente do programa fez este ficheiro: {0}</translation>
    </message>
    <message>
        <source>A part: see the whole sale</source>
        <translation>É uma parte: veja a venda toda</translation>
    </message>
    <message>
        <source>A reference has up to 9 digits</source>
        <translation>A referência tem até 9 algarismos</translation>
    </message>
    <message>
        <source>A till can sell without a printer: it saves receipts and slips as PDF.</source>
        <translation>Uma caixa pode vender sem impressora: guarda recibos e talões em PDF.</translation>
    </message>
    <message>
        <source>A till is on one computer only, so that it never sells twice.</source>
        <translation>Uma caixa está num só computador, para nunca vender em dois.</translation>
    </message>
    <message>
        <source>A window can open</source>
        <translation>É possível abrir uma janela</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
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
        <source>Accounts</source>
        <translation>Contabilidade</translation>
    </message>
    <message>
        <source>Add the user to the group lp (sudo usermod -aG lp USER) or install the udev rule, then sign in again.</source>
        <translation>Acrescente o utilizador ao grupo lp (sudo usermod -aG lp UTILIZADOR) ou instale a regra udev, e depois inicie sessão de novo.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Address for payment notices</source>
        <translation>Endereço para avisos de pagamento</translation>
    </message>
    <message>
        <source>Address of the shop</source>
        <translation>Morada da loja</translation>
    </message>
    <message>
        <source>Address {of}</source>
        <translation>Endereço {of}</translation>
    </message>
    <message>
        <source>Agrees with the payment services</source>
        <translation>Certo com os serviços de pagamento</translation>
    </message>
    <message>
        <source>Alert cleared by the manager</source>
        <translation>Alerta fechado pelo gerente</translation>
    </message>
    <message>
        <source>Alert of {0} cleared by {1}</source>
        <translation>Alerta da {0} fechado por {1}</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alertas</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Todos os dias</translation>
    </message>
    <message>
        <source>All parts are confirmed.</source>
        <translation>Todas as partes estão confirmadas.</translation>
    </message>
    <message>
        <source>All parts are paid. Some were recorded by the cashier; no payment service has confirmed them.</source>
        <translation>Todas as partes estão pagas. Algumas foram registadas pelo operador; nenhum serviço de pagamento as confirmou.</translation>
    </message>
    <message>
        <source>All tills together</source>
        <translation>Todas as caixas juntas</translation>
    </message>
    <message>
        <source>Allow this user to write on it.</source>
        <translation>Dê a este utilizador permissão para gravar nele.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Amount after the fee</source>
        <translation>Valor depois da taxa</translation>
    </message>
    <message>
        <source>An invoice number has up to {0} characters</source>
        <translation>Um número de factura tem até {0} caracteres</translation>
    </message>
    <message>
        <source>Another backup is under way</source>
        <translation>Já está em curso outra cópia de segurança</translation>
    </message>
    <message>
        <source>Another computer runs as this till. A manager has to say which of them it is.</source>
        <translation>Outro computador trabalha como esta caixa. O gerente tem de dizer qual dos dois é a caixa.</translation>
    </message>
    <message>
        <source>Another currency</source>
        <translation>Outra moeda</translation>
    </message>
    <message>
        <source>Another printer has this name</source>
        <translation>Outra impressora tem este nome</translation>
    </message>
    <message>
        <source>Another program has changed the journal file</source>
        <translation>Outro programa alterou o ficheiro do diário</translation>
    </message>
    <message>
        <source>Another program is using the journal</source>
        <translation>Outro programa está a usar o diário</translation>
    </message>
    <message>
        <source>Another request is waiting on this phone.</source>
        <translation>Há outro pedido pendente neste telemóvel.</translation>
    </message>
    <message>
        <source>Another sale is still waiting with this reference.</source>
        <translation>Outra venda ainda está à espera com esta referência.</translation>
    </message>
    <message>
        <source>Another server answered: the till sent it nothing.</source>
        <translation>Respondeu outro servidor: a caixa não lhe enviou nada.</translation>
    </message>
    <message>
        <source>Answers, and knows the account</source>
        <translation>Responde e reconhece a conta</translation>
    </message>
    <message>
        <source>Any alert</source>
        <translation>Qualquer alerta</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Autorizado por</translation>
    </message>
    <message>
        <source>Ask the customer to finish it, then charge again.</source>
        <translation>Espere que o cliente o termine e cobre de novo.</translation>
    </message>
    <message>
        <source>Ask the customer to have the phone ready, then charge again.</source>
        <translation>Confirme que o cliente tem o telemóvel à mão e cobre de novo.</translation>
    </message>
    <message>
        <source>Ask the customer whether the card was charged, and call the manager.</source>
        <translation>Pergunte ao cliente se o cartão foi debitado e chame o gerente.</translation>
    </message>
    <message>
        <source>Ask the customer; if it was a mistake, charge again.</source>
        <translation>Pergunte ao cliente; se foi engano, cobre de novo.</translation>
    </message>
    <message>
        <source>Ask whoever runs that address to renew it.</source>
        <translation>Peça ao responsável por esse endereço que o renove.</translation>
    </message>
    <message>
        <source>At least {0}</source>
        <translation>No mínimo {0}</translation>
    </message>
    <message>
        <source>At least {0} characters</source>
        <translation>No mínimo {0} caracteres</translation>
    </message>
    <message>
        <source>At least {0} characters, or none</source>
        <translation>No mínimo {0} caracteres, ou nenhum</translation>
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
        <source>At most {0} characters</source>
        <translation>No máximo {0} caracteres</translation>
    </message>
    <message>
        <source>At most {0} fields</source>
        <translation>No máximo {0} campos</translation>
    </message>
    <message>
        <source>Auto-lock (minutes)</source>
        <translation>Bloqueio automático (minutos)</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Cópias de segurança</translation>
    </message>
    <message>
        <source>Before charging again, ask the customer for the balance and the last message.</source>
        <translation>Antes de cobrar de novo, pergunte ao cliente o saldo e a última mensagem.</translation>
    </message>
    <message>
        <source>Before charging again, ask which message the customer received.</source>
        <translation>Antes de cobrar de novo, pergunte ao cliente que mensagem recebeu.</translation>
    </message>
    <message>
        <source>Before the first customer</source>
        <translation>Antes do primeiro cliente</translation>
    </message>
    <message>
        <source>Before you begin</source>
        <translation>Antes de começar</translation>
    </message>
    <message>
        <source>Belongs to {0}; events to send: {2}</source>
        <translation>Pertence a {0}; registos por enviar: {2}</translation>
    </message>
    <message>
        <source>Business day</source>
        <translation>Dia da loja</translation>
    </message>
    <message>
        <source>Business day starts at</source>
        <translation>Hora a que começa o dia da loja</translation>
    </message>
    <message>
        <source>By cashier</source>
        <translation>Por operador</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>Por dia</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>À mão</translation>
    </message>
    <message>
        <source>Call a manager to type the PIN.</source>
        <translation>Chame um gerente para escrever o PIN.</translation>
    </message>
    <message>
        <source>Call the manager first</source>
        <translation>Chame primeiro o gerente</translation>
    </message>
    <message>
        <source>Call the manager: check whether it was done twice.</source>
        <translation>Chame o gerente: verifique se foi feito duas vezes.</translation>
    </message>
    <message>
        <source>Call the manager: compare it with the list {of}.</source>
        <translation>Chame o gerente: compare com a lista {of}.</translation>
    </message>
    <message>
        <source>Call the manager: it belongs to sale {0}. Ask for another proof.</source>
        <translation>Chame o gerente: é da venda {0}. Peça outro comprovativo.</translation>
    </message>
    <message>
        <source>Call the manager: once the rest is paid in cash, resolve it as paid.</source>
        <translation>Chame o gerente: pago o resto em numerário, resolve-se como pago.</translation>
    </message>
    <message>
        <source>Call the manager: resolve it as paid, then refund the excess.</source>
        <translation>Chame o gerente: resolve-se como pago e devolve-se o excesso.</translation>
    </message>
    <message>
        <source>Call the manager: the problem is with the shop&apos;s account.</source>
        <translation>Chame o gerente: o problema é da conta da loja.</translation>
    </message>
    <message>
        <source>Can be read</source>
        <translation>Pode ser lido</translation>
    </message>
    <message>
        <source>Cancellation requested</source>
        <translation>Pedido de anulação</translation>
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
        <source>Cancelling the sale</source>
        <translation>A anular a venda</translation>
    </message>
    <message>
        <source>Cancelling: not confirmed yet.</source>
        <translation>A anular: ainda sem confirmação.</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Conclusão</translation>
    </message>
    <message>
        <source>Capture before you hand over</source>
        <translation>Cobre o valor cativo antes de entregar</translation>
    </message>
    <message>
        <source>Capture done</source>
        <translation>Cobrança concluída</translation>
    </message>
    <message>
        <source>Capture or release under way: no result yet.</source>
        <translation>Cobrança ou libertação em curso: ainda sem resultado.</translation>
    </message>
    <message>
        <source>Captured</source>
        <translation>Cobrado</translation>
    </message>
    <message>
        <source>Captured: the money is the shop&apos;s</source>
        <translation>Cobrança concluída: o dinheiro é da loja</translation>
    </message>
    <message>
        <source>Capturing</source>
        <translation>A concluir a cobrança</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>Dinheiro na gaveta</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Operador de caixa</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Certificado</translation>
    </message>
    <message>
        <source>Charge nothing more, run pos-app verify, and restore the last backup.</source>
        <translation>Não cobre mais nada, execute pos-app verify e reponha a última cópia de segurança.</translation>
    </message>
    <message>
        <source>Charge the rest, the same way or another.</source>
        <translation>Cobre o resto, da mesma forma ou de outra.</translation>
    </message>
    <message>
        <source>Check it: a BIR number has 9 digits.</source>
        <translation>Confira: um número BIR tem 9 algarismos.</translation>
    </message>
    <message>
        <source>Check it: a NIF has 10 digits, or the 14 characters of an identity card.</source>
        <translation>Confira: um NIF tem 10 algarismos, ou os 14 caracteres do bilhete de identidade.</translation>
    </message>
    <message>
        <source>Check it: a NUIT has 9 digits.</source>
        <translation>Confira: um NUIT tem 9 algarismos.</translation>
    </message>
    <message>
        <source>Check its cable, its power and its paper, then check again.</source>
        <translation>Verifique o cabo, a corrente e o papel, e depois verifique outra vez.</translation>
    </message>
    <message>
        <source>Check its state first.</source>
        <translation>Veja primeiro o estado da venda.</translation>
    </message>
    <message>
        <source>Check the amount and charge again.</source>
        <translation>Confira o valor e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the clock. If a proxy or a virus scanner issued it, exclude this address there.</source>
        <translation>Verifique o relógio. Se foi um proxy ou um antivírus que o emitiu, exclua lá este endereço.</translation>
    </message>
    <message>
        <source>Check the code, letter by letter, and charge again.</source>
        <translation>Confira o código, letra a letra, e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the connection or the device, then check again.</source>
        <translation>Verifique a ligação ou o aparelho, e depois verifique outra vez.</translation>
    </message>
    <message>
        <source>Check the customer&apos;s phone together, and call the manager.</source>
        <translation>Veja o telemóvel com o cliente e chame o gerente.</translation>
    </message>
    <message>
        <source>Check the details of the account with {the}.</source>
        <translation>Confirme os dados da conta com {the}.</translation>
    </message>
    <message>
        <source>Check the disk&apos;s space and permissions, then try again.</source>
        <translation>Verifique o espaço e as permissões do disco e tente de novo.</translation>
    </message>
    <message>
        <source>Check the disk&apos;s space and permissions.</source>
        <translation>Verifique o espaço e as permissões do disco.</translation>
    </message>
    <message>
        <source>Check the disk, its space and its rights.</source>
        <translation>Verifique o disco, o espaço e as permissões.</translation>
    </message>
    <message>
        <source>Check the folder and its free space.</source>
        <translation>Verifique a pasta e o espaço livre.</translation>
    </message>
    <message>
        <source>Check the internet connection and the address.</source>
        <translation>Verifique a ligação à Internet e o endereço.</translation>
    </message>
    <message>
        <source>Check the network or the USB stick, or choose another folder in the settings.</source>
        <translation>Verifique a rede ou a pen, ou escolha outra pasta nas definições.</translation>
    </message>
    <message>
        <source>Check the number and charge again.</source>
        <translation>Confira o número e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the number, or offer another way to pay.</source>
        <translation>Confira o número ou proponha outra forma de pagamento.</translation>
    </message>
    <message>
        <source>Check the printer, then print again.</source>
        <translation>Verifique a impressora e imprima de novo.</translation>
    </message>
    <message>
        <source>Check the sale in the journal before charging again.</source>
        <translation>Veja a venda no diário antes de cobrar de novo.</translation>
    </message>
    <message>
        <source>Check the voucher code with {the}, and call the manager.</source>
        <translation>Confirme o código do voucher com {the} e chame o gerente.</translation>
    </message>
    <message>
        <source>Check there again in {0} min, then resolve it.</source>
        <translation>Volte a confirmar lá daqui a {0} min e resolva nessa altura.</translation>
    </message>
    <message>
        <source>Check with {the} before charging again.</source>
        <translation>Confirme com {the} antes de cobrar de novo.</translation>
    </message>
    <message>
        <source>Choose a passphrase for the key file.</source>
        <translation>Escolha uma frase-passe para o ficheiro de chaves.</translation>
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
        <source>Choose another one, or set it up in Settings.</source>
        <translation>Escolha outra, ou configure-a nas Definições.</translation>
    </message>
    <message>
        <source>Clearing period</source>
        <translation>Período de compensação</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Relógio</translation>
    </message>
    <message>
        <source>Close no.</source>
        <translation>N.º do fecho</translation>
    </message>
    <message>
        <source>Close other programs that read the journal.</source>
        <translation>Feche outros programas que estejam a ler o diário.</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>Feche outros programas.</translation>
    </message>
    <message>
        <source>Close the program that copies or reads the file.</source>
        <translation>Feche o programa que copia ou lê o ficheiro.</translation>
    </message>
    <message>
        <source>Close the till and open it again.</source>
        <translation>Feche a caixa e abra-a de novo.</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>Fechado por</translation>
    </message>
    <message>
        <source>Column not found: {0}</source>
        <translation>Coluna não encontrada: {0}</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computador</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Confirmed first, then denied</source>
        <translation>Confirmado e depois negado</translation>
    </message>
    <message>
        <source>Confirmed {by}.</source>
        <translation>Confirmado {by}.</translation>
    </message>
    <message>
        <source>Conflicting answers</source>
        <translation>Resultado contraditório</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Ligado</translation>
    </message>
    <message>
        <source>Contains unprintable characters</source>
        <translation>Tem caracteres que não se podem imprimir</translation>
    </message>
    <message>
        <source>Copy the whole key again, then test it.</source>
        <translation>Copie de novo a chave inteira e teste-a.</translation>
    </message>
    <message>
        <source>Copy {0}</source>
        <translation>{0}.ª via</translation>
    </message>
    <message>
        <source>Correct this computer&apos;s clock.</source>
        <translation>Acerte o relógio deste computador.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Contado</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>País</translation>
    </message>
    <message>
        <source>Create another one if the customer still wants to pay.</source>
        <translation>Crie outra se o cliente ainda quiser pagar.</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Moeda</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Cliente</translation>
    </message>
    <message>
        <source>Customer fields</source>
        <translation>Campos do cliente</translation>
    </message>
    <message>
        <source>Customers read this on every slip. The name is enough to begin with.</source>
        <translation>É o que os clientes lêem em cada talão. Para começar, basta o nome.</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Day close</source>
        <translation>Fecho do dia</translation>
    </message>
    <message>
        <source>Day closes</source>
        <translation>Fechos do dia</translation>
    </message>
    <message>
        <source>Day of the sale</source>
        <translation>Dia da venda</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Dias</translation>
    </message>
    <message>
        <source>Days without a statement: {0}</source>
        <translation>Dias sem extracto: {0}</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Recusado</translation>
    </message>
    <message>
        <source>Delete other files, or use a larger disk.</source>
        <translation>Apague outros ficheiros ou use um disco maior.</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Descrição</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Pormenores</translation>
    </message>
    <message>
        <source>Did not come out</source>
        <translation>Não saiu</translation>
    </message>
    <message>
        <source>Differences to resolve: {0}</source>
        <translation>Diferenças por resolver: {0}</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>Diferente</translation>
    </message>
    <message>
        <source>Digits missing</source>
        <translation>Faltam algarismos</translation>
    </message>
    <message>
        <source>Do not capture again</source>
        <translation>Não cobre de novo</translation>
    </message>
    <message>
        <source>Do not charge again yet: a payment may still arrive.</source>
        <translation>Não cobre de novo por agora: ainda pode chegar um pagamento.</translation>
    </message>
    <message>
        <source>Do not hand over</source>
        <translation>Não entregue</translation>
    </message>
    <message>
        <source>Do not hand over yet</source>
        <translation>Não entregue ainda</translation>
    </message>
    <message>
        <source>Do not hand over, do not charge again</source>
        <translation>Não entregue nem cobre de novo</translation>
    </message>
    <message>
        <source>Do not pay out again</source>
        <translation>Não pague de novo</translation>
    </message>
    <message>
        <source>Do not refund again</source>
        <translation>Não devolva de novo</translation>
    </message>
    <message>
        <source>Do not send the customer to any address: call the manager.</source>
        <translation>Não mande o cliente a nenhum endereço: chame o gerente.</translation>
    </message>
    <message>
        <source>Does not say whether it is ready</source>
        <translation>Não diz se está pronta</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Não funciona</translation>
    </message>
    <message>
        <source>Done, confirmed {by}</source>
        <translation>Feito, confirmado {by}</translation>
    </message>
    <message>
        <source>Earlier backups are kept; the till makes the next one automatically.</source>
        <translation>As cópias anteriores continuam guardadas; a próxima é automática.</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Event refused</source>
        <translation>Registo recusado</translation>
    </message>
    <message>
        <source>Events that the office had lost, sent again: {0}</source>
        <translation>Registos que o escritório tinha perdido, enviados de novo: {0}</translation>
    </message>
    <message>
        <source>Every sale has its result</source>
        <translation>Todas as vendas têm resultado</translation>
    </message>
    <message>
        <source>Every sale waits for it. Close programs that write much, or replace the disk.</source>
        <translation>Cada venda espera pelo disco. Feche programas que gravem muito ou substitua o disco.</translation>
    </message>
    <message>
        <source>Exception</source>
        <translation>Excepção</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Excepções</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Esperado</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Expirado</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Com falhas</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Taxa</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Taxas</translation>
    </message>
    <message>
        <source>Fees, as far as known</source>
        <translation>Taxas conhecidas</translation>
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
        <source>For earlier days</source>
        <translation>De dias anteriores</translation>
    </message>
    <message>
        <source>For information</source>
        <translation>Informação</translation>
    </message>
    <message>
        <source>Free some space, or give this user the right to write in the folder.</source>
        <translation>Liberte espaço ou dê a este utilizador permissão para gravar na pasta.</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>Espaço livre</translation>
    </message>
    <message>
        <source>Free up some space on its disk, then open the till again. Nothing was changed.</source>
        <translation>Liberte espaço no disco e volte a abrir a caixa. Nada foi alterado.</translation>
    </message>
    <message>
        <source>Free up some space.</source>
        <translation>Liberte espaço.</translation>
    </message>
    <message>
        <source>Give a manager a PIN first.</source>
        <translation>Dê primeiro um PIN a um gerente.</translation>
    </message>
    <message>
        <source>Give {0} change</source>
        <translation>Dê {0} de troco</translation>
    </message>
    <message>
        <source>Have a new roll ready.</source>
        <translation>Tenha um rolo novo à mão.</translation>
    </message>
    <message>
        <source>Have the keys of your payment services at hand. You can sell as soon as one works.</source>
        <translation>Tenha à mão as chaves dos serviços de pagamento. Pode vender assim que um deles funcionar.</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Pré-autorização</translation>
    </message>
    <message>
        <source>Hold not released</source>
        <translation>Valor não libertado</translation>
    </message>
    <message>
        <source>Hold released</source>
        <translation>Valor libertado</translation>
    </message>
    <message>
        <source>Hold released at this till: the customer keeps the money.</source>
        <translation>Valor libertado nesta caixa: o cliente fica com o dinheiro.</translation>
    </message>
    <message>
        <source>Hold released to the customer</source>
        <translation>Valor libertado para o cliente</translation>
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
        <source>If the customer is here, hand over the goods. If not, the manager pays it back in cash: this payment method has no refunds.</source>
        <translation>Se o cliente estiver presente, entregue a mercadoria. Se não, o gerente devolve em numerário: esta forma de pagamento não tem devoluções.</translation>
    </message>
    <message>
        <source>If the customer is here, hand over the goods; if not, refund {0}.</source>
        <translation>Se o cliente estiver presente, entregue a mercadoria; se não, devolva {0}.</translation>
    </message>
    <message>
        <source>If the customer says it was paid, check now.</source>
        <translation>Se o cliente disser que pagou, verifique agora.</translation>
    </message>
    <message>
        <source>In or out</source>
        <translation>Entrada ou saída</translation>
    </message>
    <message>
        <source>Install that version: it continues where it was. Nothing was changed here.</source>
        <translation>Instale essa versão: continua onde estava. Aqui nada foi alterado.</translation>
    </message>
    <message>
        <source>Install the newest version. Nothing was changed.</source>
        <translation>Instale a versão mais recente. Nada foi alterado.</translation>
    </message>
    <message>
        <source>Invoice no.</source>
        <translation>N.º da factura</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>Número da factura</translation>
    </message>
    <message>
        <source>It is already filled in. Change it only if {the} gives you another one.</source>
        <translation>Já está preenchido. Mude-o só se {the} lhe der outro.</translation>
    </message>
    <message>
        <source>It is in your contract with {the}, and on the page of your terminals.</source>
        <translation>Está no seu contrato com {the} e na página dos seus terminais.</translation>
    </message>
    <message>
        <source>It is in your contract with {the}. Customers type it before the reference.</source>
        <translation>Está no seu contrato com {the}. O cliente escreve-a antes da referência.</translation>
    </message>
    <message>
        <source>It is no longer safe to repeat the request.</source>
        <translation>Já não é seguro repetir o pedido.</translation>
    </message>
    <message>
        <source>It is not known whether the file was saved: {0}</source>
        <translation>Não se sabe se o ficheiro ficou guardado: {0}</translation>
    </message>
    <message>
        <source>It must be more than zero</source>
        <translation>Tem de ser mais do que zero</translation>
    </message>
    <message>
        <source>It sells here: continue as before.</source>
        <translation>Vende aqui: continue como antes.</translation>
    </message>
    <message>
        <source>It sells there now, and nothing can be charged here.</source>
        <translation>Agora vende lá, e aqui não se pode cobrar nada.</translation>
    </message>
    <message>
        <source>Its disk is almost full, with {0} free: make room, or change the USB stick</source>
        <translation>O disco está quase cheio, com {0} livres: liberte espaço ou troque a pen</translation>
    </message>
    <message>
        <source>Its log has {0} MB: a program keeps it open</source>
        <translation>O registo do diário tem {0} MB: há um programa que o mantém aberto</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Diário</translation>
    </message>
    <message>
        <source>Journal check code</source>
        <translation>Código de controlo do diário</translation>
    </message>
    <message>
        <source>Kept: {0} ({1})</source>
        <translation>Guardadas: {0} ({1})</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>Quiosque</translation>
    </message>
    <message>
        <source>Last one: {0}; {1} in {2}</source>
        <translation>Última: {0}; {1} em {2}</translation>
    </message>
    <message>
        <source>Leave the till open until all is sent, then try again.</source>
        <translation>Deixe a caixa aberta até tudo ser enviado e tente de novo.</translation>
    </message>
    <message>
        <source>Leave training to change it.</source>
        <translation>Saia do treino para a alterar.</translation>
    </message>
    <message>
        <source>Leaving the office deletes nothing here.</source>
        <translation>Sair do escritório não apaga nada aqui.</translation>
    </message>
    <message>
        <source>Left on the voucher: {0}.</source>
        <translation>Saldo do voucher: {0}.</translation>
    </message>
    <message>
        <source>Less than asked</source>
        <translation>Menos do que o pedido</translation>
    </message>
    <message>
        <source>Less than {0}</source>
        <translation>Menos do que {0}</translation>
    </message>
    <message>
        <source>Local time</source>
        <translation>Hora local</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logótipo</translation>
    </message>
    <message>
        <source>Look for it in its folder.</source>
        <translation>Procure-o na pasta.</translation>
    </message>
    <message>
        <source>Look for the API key or token, and copy all of it.</source>
        <translation>Procure a API Key ou o token e copie tudo.</translation>
    </message>
    <message>
        <source>Made on {0}</source>
        <translation>Criado a {0}</translation>
    </message>
    <message>
        <source>Make a backup on the page Till.</source>
        <translation>Faça uma cópia de segurança na página Caixa.</translation>
    </message>
    <message>
        <source>Make a new backup, on another disk.</source>
        <translation>Faça uma nova cópia de segurança, noutro disco.</translation>
    </message>
    <message>
        <source>Matched by amount and time alone: {0}</source>
        <translation>Conferidos só pelo valor e pela hora: {0}</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>Confere</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>Missing: {0}</source>
        <translation>Falta: {0}</translation>
    </message>
    <message>
        <source>Money in</source>
        <translation>Entradas</translation>
    </message>
    <message>
        <source>Money out</source>
        <translation>Saídas</translation>
    </message>
    <message>
        <source>More than asked</source>
        <translation>Mais do que o pedido</translation>
    </message>
    <message>
        <source>More than the amount on hold.</source>
        <translation>Mais do que o valor cativo.</translation>
    </message>
    <message>
        <source>Move the till&apos;s folder to a disk of this computer: a network can damage a journal.</source>
        <translation>Mude a pasta da caixa para um disco deste computador: uma rede pode danificar o diário.</translation>
    </message>
    <message>
        <source>Movements</source>
        <translation>Movimentos</translation>
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
        <source>Needs an update</source>
        <translation>Falta actualizar</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Por resolver</translation>
    </message>
    <message>
        <source>Needs attention after the close: {0}</source>
        <translation>Por resolver depois do fecho: {0}</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Saldo</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Rede</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nova</translation>
    </message>
    <message>
        <source>New deadline requested</source>
        <translation>Pedido de novo prazo</translation>
    </message>
    <message>
        <source>Next try in {0}</source>
        <translation>Próxima tentativa em {0}</translation>
    </message>
    <message>
        <source>No PIN works until a manager types the printed recovery code.</source>
        <translation>Nenhum PIN funciona até um gerente escrever o código de recuperação impresso.</translation>
    </message>
    <message>
        <source>No access</source>
        <translation>Sem acesso</translation>
    </message>
    <message>
        <source>No amount</source>
        <translation>Sem valor</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>Sem resposta</translation>
    </message>
    <message>
        <source>No answer within {0} s</source>
        <translation>Sem resposta em {0} s</translation>
    </message>
    <message>
        <source>No backup was made. Close the till and run “pos-app rebuild” to rebuild the file.</source>
        <translation>Não foi feita cópia. Feche a caixa e execute “pos-app rebuild” para reconstruir o ficheiro.</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Sem ligação</translation>
    </message>
    <message>
        <source>No connection {to}.</source>
        <translation>Sem ligação {to}.</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Sem data</translation>
    </message>
    <message>
        <source>No final answer in time</source>
        <translation>Sem resposta final a tempo</translation>
    </message>
    <message>
        <source>No key yet? Ask for it and continue: this page is also in the settings.</source>
        <translation>Ainda sem chave? Peça-a e continue: esta página está também nas definições.</translation>
    </message>
    <message>
        <source>No keyring: keys are in the encrypted file</source>
        <translation>Sem porta-chaves: as chaves estão no ficheiro cifrado</translation>
    </message>
    <message>
        <source>No money moved since the last close</source>
        <translation>Sem movimentos de dinheiro desde o último fecho</translation>
    </message>
    <message>
        <source>No money moved: you can try again.</source>
        <translation>Nenhum dinheiro saiu: pode tentar de novo.</translation>
    </message>
    <message>
        <source>No payment service confirms these amounts: such a sale is never green, and the close counts it apart.</source>
        <translation>Nenhum serviço de pagamento confirma estes valores: uma venda destas nunca aparece a verde, e o fecho conta-a à parte.</translation>
    </message>
    <message>
        <source>No payment service told its time</source>
        <translation>Nenhum serviço de pagamento indicou a hora</translation>
    </message>
    <message>
        <source>No recent answer</source>
        <translation>Sem resposta recente</translation>
    </message>
    <message>
        <source>No reliable answer</source>
        <translation>Sem resposta fiável</translation>
    </message>
    <message>
        <source>No screen here: commands work, no window opens</source>
        <translation>Sem ecrã: os comandos funcionam, mas não abre nenhuma janela</translation>
    </message>
    <message>
        <source>No secure connection {to}.</source>
        <translation>Sem ligação segura {to}.</translation>
    </message>
    <message>
        <source>No sound card: the till plays no sounds</source>
        <translation>Sem placa de som: a caixa não emite sons</translation>
    </message>
    <message>
        <source>No statement of this period yet</source>
        <translation>Ainda não há extracto deste período</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>N.º</translation>
    </message>
    <message>
        <source>Nobody can read the PINs that the till saves.</source>
        <translation>Ninguém consegue ler os PIN que a caixa guarda.</translation>
    </message>
    <message>
        <source>Nobody has a PIN yet</source>
        <translation>Ainda ninguém tem PIN</translation>
    </message>
    <message>
        <source>Nobody is signed in</source>
        <translation>Ninguém está na caixa</translation>
    </message>
    <message>
        <source>Nobody signed in</source>
        <translation>Sem operador</translation>
    </message>
    <message>
        <source>Nobody with this name has a PIN</source>
        <translation>Ninguém com este nome tem PIN</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Nenhuma</translation>
    </message>
    <message>
        <source>None is set up</source>
        <translation>Nada configurado</translation>
    </message>
    <message>
        <source>Not available: {0}</source>
        <translation>Não disponível: {0}</translation>
    </message>
    <message>
        <source>Not captured</source>
        <translation>Cobrança não concluída</translation>
    </message>
    <message>
        <source>Not completed</source>
        <translation>Não concluído</translation>
    </message>
    <message>
        <source>Not done: the sale stays as it was</source>
        <translation>Não foi feito: a venda fica como estava</translation>
    </message>
    <message>
        <source>Not enough money in the account.</source>
        <translation>Saldo insuficiente.</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Não pago</translation>
    </message>
    <message>
        <source>Not paid out</source>
        <translation>Pagamento não enviado</translation>
    </message>
    <message>
        <source>Not possible for this print job now</source>
        <translation>Não é possível nesta impressão agora</translation>
    </message>
    <message>
        <source>Not possible for this sale now</source>
        <translation>Não é possível nesta venda agora</translation>
    </message>
    <message>
        <source>Not refunded</source>
        <translation>Não devolvido</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Por testar</translation>
    </message>
    <message>
        <source>Not trusted</source>
        <translation>Não fiável</translation>
    </message>
    <message>
        <source>Not valid: {0}</source>
        <translation>Não é válido: {0}</translation>
    </message>
    <message>
        <source>Nothing left this till: you can try again.</source>
        <translation>Nada saiu desta caixa: pode tentar de novo.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose another one.</source>
        <translation>Nada foi alterado. Escolha outra.</translation>
    </message>
    <message>
        <source>Nothing was changed. Copy the file again from its origin.</source>
        <translation>Nada foi alterado. Copie de novo o ficheiro a partir da origem.</translation>
    </message>
    <message>
        <source>Nothing was changed. Install that version here, then retry.</source>
        <translation>Nada foi alterado. Instale aqui essa versão e tente de novo.</translation>
    </message>
    <message>
        <source>Nothing was changed. Move the till into a computer without a shop.</source>
        <translation>Nada foi alterado. Mude a caixa para um computador sem loja.</translation>
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
        <source>Nothing was charged. First check the date and time on this computer.</source>
        <translation>Nada foi cobrado. Verifique primeiro a data e a hora deste computador.</translation>
    </message>
    <message>
        <source>Nothing was charged. Somebody may be spying on this network: call the manager.</source>
        <translation>Nada foi cobrado. Alguém pode estar a espiar esta rede: chame o gerente.</translation>
    </message>
    <message>
        <source>Nothing was charged. {0} Then try again.</source>
        <translation>Nada foi cobrado. {0} Depois tente de novo.</translation>
    </message>
    <message>
        <source>Nothing was charged: you can charge again.</source>
        <translation>Nada foi cobrado: pode cobrar de novo.</translation>
    </message>
    <message>
        <source>Number of a wallet</source>
        <translation>Número da carteira</translation>
    </message>
    <message>
        <source>Number of another country</source>
        <translation>Número de outro país</translation>
    </message>
    <message>
        <source>Of sale</source>
        <translation>Da venda</translation>
    </message>
    <message>
        <source>Offer another way to pay.</source>
        <translation>Proponha outra forma de pagamento.</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Escritório</translation>
    </message>
    <message>
        <source>Office: connecting</source>
        <translation>Escritório: a ligar</translation>
    </message>
    <message>
        <source>Office: does not know this till</source>
        <translation>Escritório: não conhece esta caixa</translation>
    </message>
    <message>
        <source>Office: no connection since {0}</source>
        <translation>Escritório: sem ligação desde {0}</translation>
    </message>
    <message>
        <source>Office: refuses an event</source>
        <translation>Escritório: recusa um registo</translation>
    </message>
    <message>
        <source>Office: since {0}</source>
        <translation>Escritório: desde {0}</translation>
    </message>
    <message>
        <source>Office: this till needs an update</source>
        <translation>Escritório: esta caixa precisa de actualização</translation>
    </message>
    <message>
        <source>Office: this till runs twice</source>
        <translation>Escritório: esta caixa está a trabalhar em dois computadores</translation>
    </message>
    <message>
        <source>Office: up to date</source>
        <translation>Escritório: em dia</translation>
    </message>
    <message>
        <source>Office: {0} to send since {1}</source>
        <translation>Escritório: {0} por enviar desde {1}</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sem ligação</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Cativo</translation>
    </message>
    <message>
        <source>On hold at the customer&apos;s bank</source>
        <translation>Cativo no banco do cliente</translation>
    </message>
    <message>
        <source>On hold at the customer&apos;s bank until you capture or release it.</source>
        <translation>Cativo no banco do cliente até cobrar ou libertar o valor.</translation>
    </message>
    <message>
        <source>On hold, not paid yet</source>
        <translation>Valor cativo, ainda não pago</translation>
    </message>
    <message>
        <source>One account that works is enough to sell. The others can wait.</source>
        <translation>Basta uma conta a funcionar para vender. As outras podem ficar para depois.</translation>
    </message>
    <message>
        <source>One part needs attention: see it in the list.</source>
        <translation>Uma parte precisa de atenção: veja-a na lista.</translation>
    </message>
    <message>
        <source>Only a PNG or JPEG picture can be a logo: {0}</source>
        <translation>Só uma imagem PNG ou JPEG pode ser logótipo: {0}</translation>
    </message>
    <message>
        <source>Only a manager can see this list.</source>
        <translation>Só um gerente pode ver esta lista.</translation>
    </message>
    <message>
        <source>Only if {the} has asked you to. If not, leave it as it is.</source>
        <translation>Só se {the} lho pediu. Se não, deixe como está.</translation>
    </message>
    <message>
        <source>Only in a test account: here the money is real</source>
        <translation>Só numa conta de testes: aqui o dinheiro é real</translation>
    </message>
    <message>
        <source>Only in the journal</source>
        <translation>Só no diário</translation>
    </message>
    <message>
        <source>Only in the statement</source>
        <translation>Só no extracto</translation>
    </message>
    <message>
        <source>Only {0} MB free</source>
        <translation>Apenas {0} MB livres</translation>
    </message>
    <message>
        <source>Only {0} is missing</source>
        <translation>Só faltam {0}</translation>
    </message>
    <message>
        <source>Open the till once: it closes the folder.</source>
        <translation>Abra a caixa uma vez: ela protege a pasta.</translation>
    </message>
    <message>
        <source>Open till</source>
        <translation>Caixa aberta</translation>
    </message>
    <message>
        <source>Other libraries of this list, under an LGPL too, are files in the same folder, and can be replaced in the same way.</source>
        <translation>Outras bibliotecas desta lista, com licenças LGPL, também são ficheiros da mesma pasta, e podem ser substituídas da mesma maneira.</translation>
    </message>
    <message>
        <source>Outcome of the capture unknown</source>
        <translation>Resultado da cobrança desconhecido</translation>
    </message>
    <message>
        <source>Outcome of the pay-out unknown</source>
        <translation>Pagamento ao cliente: resultado desconhecido</translation>
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
        <source>Over</source>
        <translation>Sobra na gaveta</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Página {0} de {1}</translation>
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
        <source>Paid by bank transfer</source>
        <translation>Pago por transferência</translation>
    </message>
    <message>
        <source>Paid by card machine</source>
        <translation>Pago por TPA</translation>
    </message>
    <message>
        <source>Paid in cash</source>
        <translation>Pago em numerário</translation>
    </message>
    <message>
        <source>Paid late, after the sale ended</source>
        <translation>Pago depois de terminada a venda</translation>
    </message>
    <message>
        <source>Paid less than the amount</source>
        <translation>Pago menos do que o valor</translation>
    </message>
    <message>
        <source>Paid more than the amount</source>
        <translation>Pago mais do que o valor</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Paid out to the customer</source>
        <translation>Pagamento enviado</translation>
    </message>
    <message>
        <source>Paid twice</source>
        <translation>Pago duas vezes</translation>
    </message>
    <message>
        <source>Paid twice: refund one</source>
        <translation>Pago duas vezes: devolva um</translation>
    </message>
    <message>
        <source>Paid, confirmed {by}</source>
        <translation>Pago, confirmado {by}</translation>
    </message>
    <message>
        <source>Paper did not come out: {0}</source>
        <translation>O papel não saiu: {0}</translation>
    </message>
    <message>
        <source>Paper that did not come out, or is uncertain</source>
        <translation>Papel que não saiu, ou em dúvida</translation>
    </message>
    <message>
        <source>Part changed</source>
        <translation>Parte actualizada</translation>
    </message>
    <message>
        <source>Part requested</source>
        <translation>Parte pedida</translation>
    </message>
    <message>
        <source>Partly refunded</source>
        <translation>Devolvido em parte</translation>
    </message>
    <message>
        <source>Paste it into the field, and press Save and test.</source>
        <translation>Cole no campo ao lado e carregue em Guardar e testar.</translation>
    </message>
    <message>
        <source>Pay-out</source>
        <translation>Pagamento</translation>
    </message>
    <message>
        <source>Paying out</source>
        <translation>A pagar ao cliente</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>Forma de pagamento</translation>
    </message>
    <message>
        <source>Payment service</source>
        <translation>Serviço de pagamento</translation>
    </message>
    <message>
        <source>Payment service&apos;s time (UTC)</source>
        <translation>Hora do serviço de pagamento (UTC)</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Pagamentos</translation>
    </message>
    <message>
        <source>Payments arrive by: queue or calls</source>
        <translation>Os pagamentos chegam por: queue (fila) ou calls (avisos)</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Phone of the shop</source>
        <translation>Telefone da loja</translation>
    </message>
    <message>
        <source>Place for keys</source>
        <translation>Onde ficam as chaves</translation>
    </message>
    <message>
        <source>Plug in the USB stick with the backups, or give the file name.</source>
        <translation>Ligue a pen com as cópias, ou indique o ficheiro.</translation>
    </message>
    <message>
        <source>Plug in the USB stick, or choose another folder in the settings.</source>
        <translation>Ligue a pen, ou escolha outra pasta nas definições.</translation>
    </message>
    <message>
        <source>Plug the disk for backups in, or make a backup on the page Till.</source>
        <translation>Ligue o disco das cópias de segurança ou faça uma na página Caixa.</translation>
    </message>
    <message>
        <source>Plug the disk or the USB stick back in.</source>
        <translation>Volte a ligar o disco ou a pen.</translation>
    </message>
    <message>
        <source>Possibly also paid before the journal was restored</source>
        <translation>Talvez já paga antes de o diário ser reposto</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>A preparar</translation>
    </message>
    <message>
        <source>Previous customers</source>
        <translation>Clientes anteriores</translation>
    </message>
    <message>
        <source>Print cancelled</source>
        <translation>Impressão anulada</translation>
    </message>
    <message>
        <source>Print receipts automatically</source>
        <translation>Imprimir recibos automaticamente</translation>
    </message>
    <message>
        <source>Print the recovery code and keep it away from the till.</source>
        <translation>Imprima o código de recuperação e guarde-o longe da caixa.</translation>
    </message>
    <message>
        <source>Print the shop&apos;s copy</source>
        <translation>Imprimir a via da loja</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Impressora</translation>
    </message>
    <message>
        <source>Printer test</source>
        <translation>Teste da impressora</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>A imprimir</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programa</translation>
    </message>
    <message>
        <source>Qt itself holds work of others. Qt for Python comes without their licence texts: those in this list were collected by Debian, for another version of Qt. Cryptography and python-calamine hold libraries written in Rust, which they name in their own lists of parts, without their licence texts.</source>
        <translation>O próprio Qt contém trabalho de outros. O Qt for Python vem sem os textos dessas licenças: os desta lista foram reunidos pela Debian, para outra versão do Qt. A cryptography e o python-calamine contêm bibliotecas escritas em Rust, que indicam nas suas próprias listas de componentes, sem os textos das licenças.</translation>
    </message>
    <message>
        <source>Queue full</source>
        <translation>Fila cheia</translation>
    </message>
    <message>
        <source>Queue stuck</source>
        <translation>Fila parada</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Na fila</translation>
    </message>
    <message>
        <source>Ready to print</source>
        <translation>Pronta a imprimir</translation>
    </message>
    <message>
        <source>Ready, little paper left</source>
        <translation>Pronta, com pouco papel</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Recibo</translation>
    </message>
    <message>
        <source>Receipt footer</source>
        <translation>Rodapé do recibo</translation>
    </message>
    <message>
        <source>Receipt, shop&apos;s copy</source>
        <translation>Recibo, via da loja</translation>
    </message>
    <message>
        <source>Receipts on paper</source>
        <translation>Recibos em papel</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Recebido</translation>
    </message>
    <message>
        <source>Received for sales of earlier days</source>
        <translation>Recebido por vendas de dias anteriores</translation>
    </message>
    <message>
        <source>Received since the last close</source>
        <translation>Recebido desde o último fecho</translation>
    </message>
    <message>
        <source>Received, recorded by the cashier</source>
        <translation>Recebido, registado pelo operador</translation>
    </message>
    <message>
        <source>Reconciled to the cent</source>
        <translation>Conferido até ao cêntimo</translation>
    </message>
    <message>
        <source>Record no.</source>
        <translation>N.º do registo</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Registado</translation>
    </message>
    <message>
        <source>Recorded by the cashier</source>
        <translation>Registado pelo operador</translation>
    </message>
    <message>
        <source>Recorded by the cashier; no payment service has confirmed it.</source>
        <translation>Registado pelo operador; nenhum serviço de pagamento o confirmou.</translation>
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
        <source>Reference received</source>
        <translation>Referência recebida</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Devolução</translation>
    </message>
    <message>
        <source>Refund each part that was received: {0}.</source>
        <translation>Devolva cada parte recebida: {0}.</translation>
    </message>
    <message>
        <source>Refund the parts of this sale, one by one</source>
        <translation>Devolva as partes desta venda, uma a uma</translation>
    </message>
    <message>
        <source>Refund under way: no result yet.</source>
        <translation>Devolução em curso: ainda sem resultado.</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Devolvido</translation>
    </message>
    <message>
        <source>Refunded, in whole or in part</source>
        <translation>Devolvido, no todo ou em parte</translation>
    </message>
    <message>
        <source>Refunded, recorded by the cashier</source>
        <translation>Devolvido, registado pelo operador</translation>
    </message>
    <message>
        <source>Refunding</source>
        <translation>A devolver</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Devoluções</translation>
    </message>
    <message>
        <source>Refunds need a manager&apos;s PIN, as all others do.</source>
        <translation>As devoluções precisam do PIN de um gerente, como todas.</translation>
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
        <source>Releasing the hold</source>
        <translation>A libertar o valor cativo</translation>
    </message>
    <message>
        <source>Repeat it only if you mean to pay twice.</source>
        <translation>Repita só se for mesmo para pagar duas vezes.</translation>
    </message>
    <message>
        <source>Request sent</source>
        <translation>Pedido enviado</translation>
    </message>
    <message>
        <source>Resolve them in the window, with a manager.</source>
        <translation>Resolva-as na janela, com um gerente.</translation>
    </message>
    <message>
        <source>Resolved by a manager</source>
        <translation>Resolvido por um gerente</translation>
    </message>
    <message>
        <source>Resolved by hand</source>
        <translation>Resolvido à mão</translation>
    </message>
    <message>
        <source>Resolved by the manager</source>
        <translation>Resolvido pelo gerente</translation>
    </message>
    <message>
        <source>Resolved by the manager (training)</source>
        <translation>Resolvido pelo gerente (treino)</translation>
    </message>
    <message>
        <source>Resolved by the manager, without confirmation {by}.</source>
        <translation>Resolvido pelo gerente, sem confirmação {of}.</translation>
    </message>
    <message>
        <source>Resolved by the manager: done</source>
        <translation>Resolvido pelo gerente: feito</translation>
    </message>
    <message>
        <source>Resolved by the manager: not done</source>
        <translation>Resolvido pelo gerente: não feito</translation>
    </message>
    <message>
        <source>Resolved by the manager: not paid</source>
        <translation>Resolvido pelo gerente: não pago</translation>
    </message>
    <message>
        <source>Resolved by the manager: paid</source>
        <translation>Resolvido pelo gerente: pago</translation>
    </message>
    <message>
        <source>Resolved by {0}</source>
        <translation>Resolvido pelo gerente {0}</translation>
    </message>
    <message>
        <source>Resolved, or let through</source>
        <translation>Resolvido ou deixado passar</translation>
    </message>
    <message>
        <source>Restore a copy of the file.</source>
        <translation>Reponha uma cópia do ficheiro.</translation>
    </message>
    <message>
        <source>Restore a copy, or delete it and type the keys again.</source>
        <translation>Reponha uma cópia, ou apague-o e escreva as chaves de novo.</translation>
    </message>
    <message>
        <source>Restore the newest copy of the file people.json in the till&apos;s folder.</source>
        <translation>Reponha a cópia mais recente do ficheiro people.json na pasta da caixa.</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Venda</translation>
    </message>
    <message>
        <source>Sale no.</source>
        <translation>N.º da venda</translation>
    </message>
    <message>
        <source>Sale recorded</source>
        <translation>Venda registada</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Vendas</translation>
    </message>
    <message>
        <source>Sales in the journal never change.</source>
        <translation>As vendas que estão no diário nunca mudam.</translation>
    </message>
    <message>
        <source>Sales journal</source>
        <translation>Diário de vendas</translation>
    </message>
    <message>
        <source>Sales without a result</source>
        <translation>Vendas sem resultado</translation>
    </message>
    <message>
        <source>Save the slip as PDF, or restart the print server and search again.</source>
        <translation>Guarde o talão em PDF, ou reinicie o servidor de impressão e procure de novo.</translation>
    </message>
    <message>
        <source>Saves nothing: {0}</source>
        <translation>Não grava: {0}</translation>
    </message>
    <message>
        <source>Saves safely in {0} ms</source>
        <translation>Grava com segurança em {0} ms</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Ecrã</translation>
    </message>
    <message>
        <source>Screens: {0} ({1})</source>
        <translation>Ecrãs: {0} ({1})</translation>
    </message>
    <message>
        <source>Secret of the webhook</source>
        <translation>Segredo do webhook</translation>
    </message>
    <message>
        <source>See in the print jobs what became of it.</source>
        <translation>Veja nas impressões o que lhe aconteceu.</translation>
    </message>
    <message>
        <source>See the alert first</source>
        <translation>Veja primeiro o alerta</translation>
    </message>
    <message>
        <source>See to it</source>
        <translation>A tratar</translation>
    </message>
    <message>
        <source>Send the report to technical support.</source>
        <translation>Envie o relatório ao suporte técnico.</translation>
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
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Serial</source>
        <translation>Série</translation>
    </message>
    <message>
        <source>Settings file</source>
        <translation>Ficheiro de definições</translation>
    </message>
    <message>
        <source>Shift close</source>
        <translation>Fecho do turno</translation>
    </message>
    <message>
        <source>Shifts</source>
        <translation>Turnos</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Falta na gaveta</translation>
    </message>
    <message>
        <source>Sign in to your merchant account {at}.</source>
        <translation>Entre na sua conta de comerciante {at}.</translation>
    </message>
    <message>
        <source>Sign in with your PIN, then try again: nothing was sent.</source>
        <translation>Entre com o seu PIN e tente de novo: nada foi enviado.</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Talão</translation>
    </message>
    <message>
        <source>Slip footer</source>
        <translation>Rodapé dos talões</translation>
    </message>
    <message>
        <source>Slip of {0} never printed</source>
        <translation>Talão da {0} nunca impresso</translation>
    </message>
    <message>
        <source>Slip saved as a file</source>
        <translation>Talão guardado em ficheiro</translation>
    </message>
    <message>
        <source>Slip sent to the printer</source>
        <translation>Talão enviado para a impressora</translation>
    </message>
    <message>
        <source>Some refund only the whole amount, some nothing.</source>
        <translation>Algumas só devolvem o valor inteiro, outras nada.</translation>
    </message>
    <message>
        <source>Somebody changed the PIN file outside the till</source>
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
        <source>Sound</source>
        <translation>Som</translation>
    </message>
    <message>
        <source>Sound, {0} MB, {1} events; verified in full: {2}</source>
        <translation>Íntegro, {0} MB, {1} registos; verificação completa: {2}</translation>
    </message>
    <message>
        <source>Speed of the disk</source>
        <translation>Velocidade do disco</translation>
    </message>
    <message>
        <source>Split payments</source>
        <translation>Repartir pagamentos</translation>
    </message>
    <message>
        <source>Split sale</source>
        <translation>Venda repartida</translation>
    </message>
    <message>
        <source>Start it (sudo systemctl start cups), or install it (sudo apt install cups).</source>
        <translation>Inicie-o (sudo systemctl start cups) ou instale-o (sudo apt install cups).</translation>
    </message>
    <message>
        <source>Start with a manager: refunds and settings need a manager&apos;s PIN.</source>
        <translation>Comece por um gerente: as devoluções e as definições pedem o PIN de um gerente.</translation>
    </message>
    <message>
        <source>Started for this sale</source>
        <translation>Iniciado nesta venda</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>TREINO</translation>
    </message>
    <message>
        <source>Take bank transfers</source>
        <translation>Receber transferências</translation>
    </message>
    <message>
        <source>Take cards by card machine</source>
        <translation>Receber cartões no TPA</translation>
    </message>
    <message>
        <source>Take cash</source>
        <translation>Receber numerário</translation>
    </message>
    <message>
        <source>Takes {0} ms to save safely, more than {1} ms</source>
        <translation>Demora {0} ms a gravar com segurança, mais do que {1} ms</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Número de contribuinte</translation>
    </message>
    <message>
        <source>Technical support asks for it first. Below is what the program is made of: select a part to read its licence.</source>
        <translation>É o que o suporte técnico pergunta primeiro. Em baixo está de que é feito o programa: escolha um componente para ler a sua licença.</translation>
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
        <source>Test again in a moment.</source>
        <translation>Teste de novo daqui a pouco.</translation>
    </message>
    <message>
        <source>The PIN file is missing</source>
        <translation>O ficheiro dos PIN não está no seu lugar</translation>
    </message>
    <message>
        <source>The PIN file is older than the journal</source>
        <translation>O ficheiro dos PIN é mais antigo do que o diário</translation>
    </message>
    <message>
        <source>The PINs do not match</source>
        <translation>Os PIN não são iguais</translation>
    </message>
    <message>
        <source>The Qt Project publishes the sources under these names: “qt-everywhere-src” for Qt, “pyside-setup” for PySide6 and Shiboken6.</source>
        <translation>O Qt Project publica o código-fonte com estes nomes: “qt-everywhere-src” para o Qt, “pyside-setup” para o PySide6 e o Shiboken6.</translation>
    </message>
    <message>
        <source>The address must begin with https://</source>
        <translation>O endereço tem de começar por https://</translation>
    </message>
    <message>
        <source>The amount is still on hold</source>
        <translation>O valor continua cativo</translation>
    </message>
    <message>
        <source>The backup failed: {0}</source>
        <translation>A cópia de segurança falhou: {0}</translation>
    </message>
    <message>
        <source>The backup folder is missing: {0}</source>
        <translation>A pasta das cópias de segurança não está acessível: {0}</translation>
    </message>
    <message>
        <source>The backup stopped before the end</source>
        <translation>A cópia de segurança parou antes do fim</translation>
    </message>
    <message>
        <source>The business day starts at {0} ({1})</source>
        <translation>O dia da loja começa às {0} ({1})</translation>
    </message>
    <message>
        <source>The check itself failed ({0})</source>
        <translation>A própria verificação falhou ({0})</translation>
    </message>
    <message>
        <source>The code has 12 letters and digits</source>
        <translation>O código tem 12 letras e algarismos</translation>
    </message>
    <message>
        <source>The customer confirms with the PIN on the phone.</source>
        <translation>O cliente confirma com o PIN no telemóvel.</translation>
    </message>
    <message>
        <source>The customer declined on the phone.</source>
        <translation>O cliente recusou no telemóvel.</translation>
    </message>
    <message>
        <source>The customer did not answer in time.</source>
        <translation>O cliente não respondeu a tempo.</translation>
    </message>
    <message>
        <source>The customer did not pay the reference in time.</source>
        <translation>O cliente não pagou a referência a tempo.</translation>
    </message>
    <message>
        <source>The customer gave {0}.</source>
        <translation>O cliente entregou {0}.</translation>
    </message>
    <message>
        <source>The customer has reached the limit.</source>
        <translation>O cliente atingiu o limite.</translation>
    </message>
    <message>
        <source>The customer has received the money</source>
        <translation>O cliente recebeu o dinheiro</translation>
    </message>
    <message>
        <source>The customer has the money back</source>
        <translation>O cliente já tem o dinheiro</translation>
    </message>
    <message>
        <source>The customer keeps the money</source>
        <translation>O cliente fica com o dinheiro</translation>
    </message>
    <message>
        <source>The customer pays the reference at an ATM, at a bank or in an app.</source>
        <translation>O cliente paga a referência num ATM, no banco ou na aplicação do banco.</translation>
    </message>
    <message>
        <source>The customer scans the QR and pays by card.</source>
        <translation>O cliente lê o QR e paga com cartão.</translation>
    </message>
    <message>
        <source>The customer&apos;s bank declined.</source>
        <translation>O banco do cliente recusou.</translation>
    </message>
    <message>
        <source>The disk with the backup folder does not respond: {0}</source>
        <translation>O disco da pasta das cópias de segurança não responde: {0}</translation>
    </message>
    <message>
        <source>The earlier file is kept: {0}</source>
        <translation>O ficheiro anterior fica guardado: {0}</translation>
    </message>
    <message>
        <source>The fee differs</source>
        <translation>A taxa é diferente</translation>
    </message>
    <message>
        <source>The file could not be read: {0}</source>
        <translation>Não foi possível ler o ficheiro: {0}</translation>
    </message>
    <message>
        <source>The file has a password: save it without one</source>
        <translation>O ficheiro tem senha: guarde-o sem ela</translation>
    </message>
    <message>
        <source>The file was not saved: {0}</source>
        <translation>O ficheiro não foi guardado: {0}</translation>
    </message>
    <message>
        <source>The first manager received a recovery code</source>
        <translation>O primeiro gerente recebeu um código de recuperação</translation>
    </message>
    <message>
        <source>The journal could not be copied before the upgrade</source>
        <translation>Não foi possível copiar o diário antes da actualização</translation>
    </message>
    <message>
        <source>The journal could not be saved</source>
        <translation>Não foi possível gravar no diário</translation>
    </message>
    <message>
        <source>The journal did not pass the check: {0}</source>
        <translation>O diário não passou na verificação: {0}</translation>
    </message>
    <message>
        <source>The journal file was deleted or replaced while in use</source>
        <translation>O ficheiro do diário foi apagado ou trocado</translation>
    </message>
    <message>
        <source>The journal has recorded every try.</source>
        <translation>O diário registou todas as tentativas.</translation>
    </message>
    <message>
        <source>The journal is damaged</source>
        <translation>O diário está danificado</translation>
    </message>
    <message>
        <source>The journal is from an earlier day</source>
        <translation>O diário é de um dia anterior</translation>
    </message>
    <message>
        <source>The journal is missing</source>
        <translation>O diário não está no seu lugar</translation>
    </message>
    <message>
        <source>The journal needs a newer version of the program: {0}</source>
        <translation>O diário precisa de uma versão mais recente do programa: {0}</translation>
    </message>
    <message>
        <source>The journal was restored from a backup made before this sale ended.</source>
        <translation>O diário foi reposto de uma cópia de segurança anterior ao fim desta venda.</translation>
    </message>
    <message>
        <source>The journal was restored; check what is missing with the payment services</source>
        <translation>O diário foi reposto; confirme o que falta com os serviços de pagamento</translation>
    </message>
    <message>
        <source>The journal was restored; what is missing may be in the file {0}</source>
        <translation>O diário foi reposto; o que falta pode estar no ficheiro {0}</translation>
    </message>
    <message>
        <source>The journal&apos;s disk is full</source>
        <translation>O disco do diário está cheio</translation>
    </message>
    <message>
        <source>The journal&apos;s disk is read-only</source>
        <translation>O disco do diário é só de leitura</translation>
    </message>
    <message>
        <source>The journal&apos;s folder is missing</source>
        <translation>A pasta do diário não está acessível</translation>
    </message>
    <message>
        <source>The key file is a newer version&apos;s: {0}</source>
        <translation>O ficheiro das chaves é de uma versão mais recente: {0}</translation>
    </message>
    <message>
        <source>The keys are locked</source>
        <translation>As chaves estão bloqueadas</translation>
    </message>
    <message>
        <source>The last one cannot be read: {0}</source>
        <translation>Não é possível ler a última: {0}</translation>
    </message>
    <message>
        <source>The last one is old: {0}; {1} in {2}</source>
        <translation>A última é antiga: {0}; {1} em {2}</translation>
    </message>
    <message>
        <source>The list of wallets has one number for each.</source>
        <translation>A lista de carteiras tem um número para cada uma.</translation>
    </message>
    <message>
        <source>The manager has cleared the alert</source>
        <translation>O gerente já fechou o alerta</translation>
    </message>
    <message>
        <source>The number is in your account&apos;s profile.</source>
        <translation>O número está no perfil da sua conta.</translation>
    </message>
    <message>
        <source>The office cannot be asked what it has.</source>
        <translation>Não é possível saber o que o escritório já tem.</translation>
    </message>
    <message>
        <source>The office did not answer</source>
        <translation>O escritório não respondeu</translation>
    </message>
    <message>
        <source>The office does not take this code for this till: ask its manager for another.</source>
        <translation>O escritório não aceita este código para esta caixa: peça outro ao gerente do escritório.</translation>
    </message>
    <message>
        <source>The office lacks events of this till</source>
        <translation>Faltam registos desta caixa no escritório</translation>
    </message>
    <message>
        <source>The office lacks {0} events of this till.</source>
        <translation>Faltam {0} registos desta caixa no escritório.</translation>
    </message>
    <message>
        <source>The office&apos;s manager gives you a code of ten letters, good once and for ten minutes. You can also paste the text of the QR code.</source>
        <translation>O gerente do escritório dá-lhe um código de dez letras, válido uma vez e durante dez minutos. Também pode colar o texto do código QR.</translation>
    </message>
    <message>
        <source>The original sale is not valid.</source>
        <translation>A venda original não é válida.</translation>
    </message>
    <message>
        <source>The original sale is too old.</source>
        <translation>A venda original é demasiado antiga.</translation>
    </message>
    <message>
        <source>The original sale was already used.</source>
        <translation>A venda original já foi usada.</translation>
    </message>
    <message>
        <source>The other computer also follows the sales that still wait here.</source>
        <translation>O outro computador acompanha também as vendas que aqui ainda esperam.</translation>
    </message>
    <message>
        <source>The passphrases do not match</source>
        <translation>As frases-passe não são iguais</translation>
    </message>
    <message>
        <source>The payment did not go through.</source>
        <translation>O pagamento não foi concluído.</translation>
    </message>
    <message>
        <source>The payment does not match</source>
        <translation>O pagamento não confere</translation>
    </message>
    <message>
        <source>The payment does not match the sale</source>
        <translation>O pagamento não corresponde à venda</translation>
    </message>
    <message>
        <source>The payment network declined.</source>
        <translation>A rede de pagamentos recusou.</translation>
    </message>
    <message>
        <source>The payment network does not know whether it was paid.</source>
        <translation>A rede de pagamentos não sabe se foi pago.</translation>
    </message>
    <message>
        <source>The payment network had an error, or the balance was too low.</source>
        <translation>A rede de pagamentos deu erro, ou o saldo não chegava.</translation>
    </message>
    <message>
        <source>The payment network had an error.</source>
        <translation>A rede de pagamentos deu erro.</translation>
    </message>
    <message>
        <source>The payment network is overloaded.</source>
        <translation>A rede de pagamentos está sobrecarregada.</translation>
    </message>
    <message>
        <source>The payment network took too long.</source>
        <translation>A rede de pagamentos demorou demasiado.</translation>
    </message>
    <message>
        <source>The payment service accepts only a few charges a minute</source>
        <translation>O serviço de pagamento só aceita algumas cobranças por minuto</translation>
    </message>
    <message>
        <source>The print jobs could not be read or saved</source>
        <translation>Não foi possível ler ou gravar as impressões</translation>
    </message>
    <message>
        <source>The print system (CUPS) is not running</source>
        <translation>O sistema de impressão (CUPS) não está a funcionar</translation>
    </message>
    <message>
        <source>The print system does not respond</source>
        <translation>O sistema de impressão não responde</translation>
    </message>
    <message>
        <source>The queue {of} is full. The till cannot see newer payments.</source>
        <translation>A fila {of} está cheia. A caixa não vê os pagamentos mais recentes.</translation>
    </message>
    <message>
        <source>The queue {of} is stuck. Once it is full, the till cannot see new payments.</source>
        <translation>A fila {of} está parada. Quando encher, a caixa não vê os pagamentos novos.</translation>
    </message>
    <message>
        <source>The queue {of} shows nothing new</source>
        <translation>A fila {of} não mostra nada de novo</translation>
    </message>
    <message>
        <source>The queue {of} works again</source>
        <translation>A fila {of} voltou a funcionar</translation>
    </message>
    <message>
        <source>The reason is in the journal.</source>
        <translation>O motivo está no diário.</translation>
    </message>
    <message>
        <source>The request did not leave the till</source>
        <translation>O pedido não saiu da caixa</translation>
    </message>
    <message>
        <source>The request is on its way.</source>
        <translation>O pedido está a caminho.</translation>
    </message>
    <message>
        <source>The request may have arrived: do not charge again.</source>
        <translation>O pedido pode ter chegado: não cobre de novo.</translation>
    </message>
    <message>
        <source>The request may still arrive</source>
        <translation>O pedido ainda pode chegar</translation>
    </message>
    <message>
        <source>The sale is paid</source>
        <translation>A venda está paga</translation>
    </message>
    <message>
        <source>The sale is paid. The manager pays the excess back in cash: this payment method has no refunds.</source>
        <translation>A venda está paga. O gerente devolve o excesso em numerário: esta forma de pagamento não tem devoluções.</translation>
    </message>
    <message>
        <source>The sale is paid: refund {0}.</source>
        <translation>A venda está paga: devolva {0}.</translation>
    </message>
    <message>
        <source>The settings could not be saved</source>
        <translation>Não foi possível guardar as definições</translation>
    </message>
    <message>
        <source>The shop has no money of this sale.</source>
        <translation>Nenhum valor desta venda ficou na loja.</translation>
    </message>
    <message>
        <source>The shop still has the money</source>
        <translation>A loja ainda tem o dinheiro</translation>
    </message>
    <message>
        <source>The shop&apos;s account is not allowed to do this.</source>
        <translation>A conta da loja não tem autorização para isto.</translation>
    </message>
    <message>
        <source>The shop&apos;s terminal has no funds.</source>
        <translation>O terminal da loja não tem fundos.</translation>
    </message>
    <message>
        <source>The slip was not printed: {0}</source>
        <translation>O talão não foi impresso: {0}</translation>
    </message>
    <message>
        <source>The system&apos;s keyring does not answer</source>
        <translation>O porta-chaves do sistema não responde</translation>
    </message>
    <message>
        <source>The system&apos;s keyring does not respond: its keys are missing</source>
        <translation>O porta-chaves do sistema não responde: faltam as chaves que guarda</translation>
    </message>
    <message>
        <source>The system&apos;s keyring keeps keys ({0})</source>
        <translation>O porta-chaves do sistema guarda as chaves ({0})</translation>
    </message>
    <message>
        <source>The test charges nothing.</source>
        <translation>O teste não cobra nada.</translation>
    </message>
    <message>
        <source>The till also sells while the office does not answer.</source>
        <translation>A caixa também vende enquanto o escritório não responde.</translation>
    </message>
    <message>
        <source>The till cannot use the system&apos;s keyring</source>
        <translation>A caixa não consegue usar o porta-chaves do sistema</translation>
    </message>
    <message>
        <source>The till continued on another computer, from the file of {0}: {1}</source>
        <translation>A caixa continuou noutro computador, com o ficheiro de {0}: {1}</translation>
    </message>
    <message>
        <source>The till could not read one of its files: {0}</source>
        <translation>A caixa não conseguiu ler um ficheiro seu: {0}</translation>
    </message>
    <message>
        <source>The till could not read the PIN file: {0}</source>
        <translation>A caixa não conseguiu ler o ficheiro dos PIN: {0}</translation>
    </message>
    <message>
        <source>The till could not read the answer {of}.</source>
        <translation>A caixa não conseguiu ler a resposta {of}.</translation>
    </message>
    <message>
        <source>The till could not read the key file: {0}</source>
        <translation>A caixa não conseguiu ler o ficheiro das chaves: {0}</translation>
    </message>
    <message>
        <source>The till in this file cannot be used: {0}</source>
        <translation>A caixa deste ficheiro não se pode usar: {0}</translation>
    </message>
    <message>
        <source>The till is closing: it is making a backup first</source>
        <translation>A caixa está a fechar: está a fazer uma cópia de segurança</translation>
    </message>
    <message>
        <source>The till is not open</source>
        <translation>A caixa não está aberta</translation>
    </message>
    <message>
        <source>The till is open</source>
        <translation>A caixa está aberta</translation>
    </message>
    <message>
        <source>The till keeps checking.</source>
        <translation>A caixa continua a verificar.</translation>
    </message>
    <message>
        <source>The till sells as always, and sends the rest when the office answers again.</source>
        <translation>A caixa vende como sempre, e envia o resto quando o escritório voltar a responder.</translation>
    </message>
    <message>
        <source>The till sells as always. A manager has to enrol it again.</source>
        <translation>A caixa vende como sempre. O gerente tem de a inscrever de novo.</translation>
    </message>
    <message>
        <source>The till sells as always. A manager has to look at the journal.</source>
        <translation>A caixa vende como sempre. O gerente tem de ver o diário.</translation>
    </message>
    <message>
        <source>The till sells as always. It sends the rest after an update.</source>
        <translation>A caixa vende como sempre. Envia o resto depois da actualização.</translation>
    </message>
    <message>
        <source>The till stopped while it was charging.</source>
        <translation>A caixa parou a meio da cobrança.</translation>
    </message>
    <message>
        <source>The time is up, and the till could not check with {the} whether it was paid.</source>
        <translation>O prazo acabou, e a caixa não conseguiu confirmar com {the} se foi pago.</translation>
    </message>
    <message>
        <source>The time is up. A missing notice {of} proves nothing.</source>
        <translation>O prazo acabou. A falta de aviso {of} não prova nada.</translation>
    </message>
    <message>
        <source>The transaction belongs to another sale</source>
        <translation>A transacção é de outra venda</translation>
    </message>
    <message>
        <source>The voucher does not cover the amount and the fee.</source>
        <translation>O saldo do voucher não chega para o valor e a taxa.</translation>
    </message>
    <message>
        <source>There is a sound card</source>
        <translation>Há uma placa de som</translation>
    </message>
    <message>
        <source>There is no backup in {0}</source>
        <translation>Não há nenhuma cópia de segurança em {0}</translation>
    </message>
    <message>
        <source>There is no journal yet</source>
        <translation>Ainda não há diário</translation>
    </message>
    <message>
        <source>There is no keyring that keeps keys</source>
        <translation>Não há porta-chaves que guarde as chaves</translation>
    </message>
    <message>
        <source>There is no recovery code: create one in Settings, People, and keep it on paper</source>
        <translation>Não há código de recuperação: crie um em Definições, Pessoas, e guarde-o em papel</translation>
    </message>
    <message>
        <source>There is none in {0}</source>
        <translation>Não há nenhuma em {0}</translation>
    </message>
    <message>
        <source>There is none yet: the usual settings apply</source>
        <translation>Ainda não existe: aplicam-se as definições habituais</translation>
    </message>
    <message>
        <source>This backup cannot be used: {0}</source>
        <translation>Esta cópia de segurança não serve: {0}</translation>
    </message>
    <message>
        <source>This backup needs a newer version of the program: {0}</source>
        <translation>Esta cópia de segurança precisa de uma versão mais recente do programa: {0}</translation>
    </message>
    <message>
        <source>This code has expired: ask the office&apos;s manager for another.</source>
        <translation>Este código expirou: peça outro ao gerente do escritório.</translation>
    </message>
    <message>
        <source>This code was tried too often: ask the office&apos;s manager for another.</source>
        <translation>Este código foi tentado demasiadas vezes: peça outro ao gerente do escritório.</translation>
    </message>
    <message>
        <source>This code was used already: ask the office&apos;s manager for another.</source>
        <translation>Este código já foi usado: peça outro ao gerente do escritório.</translation>
    </message>
    <message>
        <source>This computer already has a shop, with sales or settings</source>
        <translation>Este computador já tem uma loja, com vendas ou definições</translation>
    </message>
    <message>
        <source>This computer does not trust {the}.</source>
        <translation>Este computador não confia {at}.</translation>
    </message>
    <message>
        <source>This computer has no usable keyring</source>
        <translation>Este computador não tem um porta-chaves utilizável</translation>
    </message>
    <message>
        <source>This computer says {0}, the payment service says {1}</source>
        <translation>Este computador indica {0}, o serviço de pagamento indica {1}</translation>
    </message>
    <message>
        <source>This computer&apos;s clock says {0}, the clock {of} says {1}. Correct this computer&apos;s clock.</source>
        <translation>O relógio deste computador marca {0} e o {of} marca {1}. Acerte o relógio do computador.</translation>
    </message>
    <message>
        <source>This computer&apos;s printer</source>
        <translation>Impressora deste computador</translation>
    </message>
    <message>
        <source>This computer&apos;s proxy does not reach {the}.</source>
        <translation>O proxy deste computador não dá acesso {to}.</translation>
    </message>
    <message>
        <source>This date has passed</source>
        <translation>Esta data já passou</translation>
    </message>
    <message>
        <source>This is not a date</source>
        <translation>Isto não é uma data</translation>
    </message>
    <message>
        <source>This is not a mobile number</source>
        <translation>Isto não é um número de telemóvel</translation>
    </message>
    <message>
        <source>This is not a phone number</source>
        <translation>Isto não é um número de telefone</translation>
    </message>
    <message>
        <source>This is not a table with headings: say what each column holds</source>
        <translation>Isto não é uma tabela com cabeçalhos: indique o que cada coluna contém</translation>
    </message>
    <message>
        <source>This is not an amount</source>
        <translation>Isto não é um valor</translation>
    </message>
    <message>
        <source>This is not the recovery code</source>
        <translation>Este não é o código de recuperação</translation>
    </message>
    <message>
        <source>This is the only manager: give another manager a PIN first</source>
        <translation>É o único gerente: dê primeiro um PIN a outro gerente</translation>
    </message>
    <message>
        <source>This is turned off in the settings</source>
        <translation>Isto está desligado nas definições</translation>
    </message>
    <message>
        <source>This number has no active account.</source>
        <translation>Este número não tem conta activa.</translation>
    </message>
    <message>
        <source>This passphrase does not open the file</source>
        <translation>Esta frase-passe não abre o ficheiro</translation>
    </message>
    <message>
        <source>This payment method does not allow that</source>
        <translation>Esta forma de pagamento não permite isso</translation>
    </message>
    <message>
        <source>This payment method has a fixed validity</source>
        <translation>Esta forma de pagamento tem validade fixa</translation>
    </message>
    <message>
        <source>This payment method is not set up</source>
        <translation>Esta forma de pagamento não está configurada</translation>
    </message>
    <message>
        <source>This payment method is not set up.</source>
        <translation>Esta forma de pagamento não está configurada.</translation>
    </message>
    <message>
        <source>This printer is not set up</source>
        <translation>Esta impressora não está configurada</translation>
    </message>
    <message>
        <source>This program uses Qt {0}, with Qt for Python (PySide6, Shiboken6), under the GNU Lesser General Public License, version 3. Its text, and that of the GNU General Public License, to which it refers, are in this list under “Qt, PySide6”.</source>
        <translation>Este programa usa o Qt {0}, com o Qt for Python (PySide6, Shiboken6), ao abrigo da GNU Lesser General Public License, versão 3. O texto dela, e o da GNU General Public License, a que se refere, estão nesta lista em “Qt, PySide6”.</translation>
    </message>
    <message>
        <source>This shop has no recovery code</source>
        <translation>Esta loja não tem código de recuperação</translation>
    </message>
    <message>
        <source>This statement has no movements</source>
        <translation>Este extracto não tem movimentos</translation>
    </message>
    <message>
        <source>This statement is too large: divide it into shorter periods</source>
        <translation>Este extracto é demasiado grande: divida-o em períodos mais curtos</translation>
    </message>
    <message>
        <source>This statement was imported before</source>
        <translation>Este extracto já foi importado</translation>
    </message>
    <message>
        <source>This system does not tell</source>
        <translation>Este sistema não o indica</translation>
    </message>
    <message>
        <source>This till</source>
        <translation>Esta caixa</translation>
    </message>
    <message>
        <source>This till belongs to no office</source>
        <translation>Esta caixa não pertence a nenhum escritório</translation>
    </message>
    <message>
        <source>This till belongs to no office any more. Its journal stays here.</source>
        <translation>Esta caixa já não pertence a nenhum escritório. O diário fica aqui.</translation>
    </message>
    <message>
        <source>This till belongs to no office.</source>
        <translation>Esta caixa não pertence a nenhum escritório.</translation>
    </message>
    <message>
        <source>This till belongs to {0} now, and sends its events there.</source>
        <translation>Esta caixa pertence agora a {0} e envia para lá os seus registos.</translation>
    </message>
    <message>
        <source>This till is already open</source>
        <translation>Esta caixa já está aberta</translation>
    </message>
    <message>
        <source>This till was last open on another computer</source>
        <translation>Esta caixa esteve aberta pela última vez noutro computador</translation>
    </message>
    <message>
        <source>This till was moved to another computer, with the file {0}</source>
        <translation>Esta caixa foi mudada para outro computador, com o ficheiro {0}</translation>
    </message>
    <message>
        <source>This till was not moved out</source>
        <translation>Esta caixa não foi mudada</translation>
    </message>
    <message>
        <source>This till&apos;s computer</source>
        <translation>O computador desta caixa</translation>
    </message>
    <message>
        <source>This user may not write to USB printers</source>
        <translation>Este utilizador não tem acesso às impressoras USB</translation>
    </message>
    <message>
        <source>Thousands or decimals? Type the cents</source>
        <translation>Milhares? Escreva as casas decimais</translation>
    </message>
    <message>
        <source>Till not enrolled</source>
        <translation>Caixa não inscrita</translation>
    </message>
    <message>
        <source>Till runs twice</source>
        <translation>Caixa repetida</translation>
    </message>
    <message>
        <source>Till&apos;s folder</source>
        <translation>Pasta da caixa</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Hora</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuso horário</translation>
    </message>
    <message>
        <source>To be paid in parts</source>
        <translation>A pagar em partes</translation>
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
        <source>Too many wrong PINs: try again in {0} min</source>
        <translation>Demasiados PIN errados: tente de novo daqui a {0} min</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Totais</translation>
    </message>
    <message>
        <source>Training could not start</source>
        <translation>O treino não arrancou</translation>
    </message>
    <message>
        <source>Training does not change the real shop</source>
        <translation>O treino não altera a loja verdadeira</translation>
    </message>
    <message>
        <source>Training needs no keys.</source>
        <translation>O modo de treino não precisa de chaves.</translation>
    </message>
    <message>
        <source>Transaction no.</source>
        <translation>N.º da transacção</translation>
    </message>
    <message>
        <source>Try again in a moment, or close it without the backup in the till&apos;s window.</source>
        <translation>Tente de novo dentro de momentos, ou feche sem cópia na janela da caixa.</translation>
    </message>
    <message>
        <source>Try again in {0} s.</source>
        <translation>Tente de novo daqui a {0} s.</translation>
    </message>
    <message>
        <source>Try again with the same code. If it was used already, ask for another.</source>
        <translation>Tente de novo com o mesmo código. Se já foi usado, peça outro.</translation>
    </message>
    <message>
        <source>Try again; if it continues, call technical support.</source>
        <translation>Tente de novo; se continuar, chame o apoio técnico.</translation>
    </message>
    <message>
        <source>Trying now</source>
        <translation>A tentar agora</translation>
    </message>
    <message>
        <source>Type a name of up to 40 characters</source>
        <translation>Escreva um nome com 40 caracteres no máximo</translation>
    </message>
    <message>
        <source>Type it again, or call a manager.</source>
        <translation>Escreva-o de novo ou chame um gerente.</translation>
    </message>
    <message>
        <source>Type it again. If it is right, the file is damaged: copy it again.</source>
        <translation>Escreva-a de novo. Se estiver certa, o ficheiro está danificado: copie-o de novo.</translation>
    </message>
    <message>
        <source>Type it again: nothing was lost.</source>
        <translation>Escreva-a de novo: não se perdeu nada.</translation>
    </message>
    <message>
        <source>Type the amount</source>
        <translation>Escreva o valor</translation>
    </message>
    <message>
        <source>Type the latest printed one: 24 digits.</source>
        <translation>Escreva o último que foi impresso: 24 algarismos.</translation>
    </message>
    <message>
        <source>Type the passphrase to unlock them.</source>
        <translation>Escreva a frase-passe para as desbloquear.</translation>
    </message>
    <message>
        <source>Type the phone number</source>
        <translation>Escreva o número de telemóvel</translation>
    </message>
    <message>
        <source>Type the voucher code</source>
        <translation>Escreva o código do voucher</translation>
    </message>
    <message>
        <source>USB</source>
        <translation>USB</translation>
    </message>
    <message>
        <source>UTC time</source>
        <translation>Hora UTC</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Em dúvida</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Desconhecido</translation>
    </message>
    <message>
        <source>Unknown payment method: {0}</source>
        <translation>Forma de pagamento desconhecida: {0}</translation>
    </message>
    <message>
        <source>Unknown status</source>
        <translation>Estado desconhecido</translation>
    </message>
    <message>
        <source>Unlock it, or call technical support. The key was not saved.</source>
        <translation>Desbloqueie-o, ou chame o apoio técnico. A chave não foi guardada.</translation>
    </message>
    <message>
        <source>Unlock it, or restart this computer. Payment methods without those keys still work.</source>
        <translation>Desbloqueie-o, ou reinicie este computador. As outras formas de pagamento funcionam.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or choose a passphrase for the file of keys in the settings.</source>
        <translation>Desbloqueie o porta-chaves ou escolha nas definições uma frase-passe para o ficheiro de chaves.</translation>
    </message>
    <message>
        <source>Unlock the keyring, or sign in to this computer again.</source>
        <translation>Desbloqueie o porta-chaves ou inicie de novo a sessão neste computador.</translation>
    </message>
    <message>
        <source>Unmatched payments</source>
        <translation>Pagamentos por identificar</translation>
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
        <source>Use the open window, or close it first.</source>
        <translation>Use a janela aberta, ou feche-a primeiro.</translation>
    </message>
    <message>
        <source>Version {0}, run from its source</source>
        <translation>Versão {0}, executada a partir do código</translation>
    </message>
    <message>
        <source>Version {0}, {1}, of {2}</source>
        <translation>Versão {0}, {1}, de {2}</translation>
    </message>
    <message>
        <source>Wait a moment, then charge again.</source>
        <translation>Espere um pouco e cobre de novo.</translation>
    </message>
    <message>
        <source>Wait until it is done, then try again.</source>
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
        <source>Waiting for {0}</source>
        <translation>À espera de {0}</translation>
    </message>
    <message>
        <source>Waiting, on the next close too</source>
        <translation>À espera, passam para o próximo fecho</translation>
    </message>
    <message>
        <source>Wallet number: {0}</source>
        <translation>Número da carteira: {0}</translation>
    </message>
    <message>
        <source>We do not know yet</source>
        <translation>Ainda não sabemos</translation>
    </message>
    <message>
        <source>Webhook number</source>
        <translation>Número do webhook</translation>
    </message>
    <message>
        <source>Webhook secret</source>
        <translation>Segredo do webhook</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>Tudo bem</translation>
    </message>
    <message>
        <source>What is turned off can still be refunded.</source>
        <translation>O que está desligado ainda se pode devolver.</translation>
    </message>
    <message>
        <source>What is well, and what is not</source>
        <translation>O que está bem e o que não está</translation>
    </message>
    <message>
        <source>What may have come out is never printed again without a person&apos;s word.</source>
        <translation>O que pode ter saído nunca se repete sem uma pessoa o dizer.</translation>
    </message>
    <message>
        <source>What needs you stands first, with what to do. You can sell meanwhile.</source>
        <translation>Primeiro está o que precisa de si, com o que deve fazer. Entretanto pode vender.</translation>
    </message>
    <message>
        <source>What you type stays here until you save it, whatever else you open.</source>
        <translation>O que escrever fica aqui até o guardar, mesmo que abra outra página.</translation>
    </message>
    <message>
        <source>Where to find the key {of}</source>
        <translation>Onde está a chave {of}</translation>
    </message>
    <message>
        <source>Which version this is</source>
        <translation>Que versão é esta</translation>
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
        <source>With a known fee</source>
        <translation>Com taxa conhecida</translation>
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
        <source>Write what was done</source>
        <translation>Escreva o que foi feito</translation>
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
        <translation>Frase-passe errada: as chaves continuam bloqueadas</translation>
    </message>
    <message>
        <source>X reading</source>
        <translation>Leitura X</translation>
    </message>
    <message>
        <source>You can fill in the rest later in the settings.</source>
        <translation>Pode preencher o resto depois, nas definições.</translation>
    </message>
    <message>
        <source>You cannot charge now. Do not delete anything; call technical support.</source>
        <translation>Não pode cobrar agora. Não apague nada; chame o apoio técnico.</translation>
    </message>
    <message>
        <source>You cannot charge now. If somebody moved it, put it back; if not, restore the last backup.</source>
        <translation>Não pode cobrar agora. Se alguém o mudou de lugar, reponha-o; se não, reponha a última cópia de segurança.</translation>
    </message>
    <message>
        <source>You cannot charge now. Put the file back, or close the till and open it again.</source>
        <translation>Não pode cobrar agora. Reponha o ficheiro, ou feche a caixa e volte a abri-la.</translation>
    </message>
    <message>
        <source>You cannot charge now. Restore a copy of the file from this same till.</source>
        <translation>Não pode cobrar agora. Reponha uma cópia do ficheiro, desta mesma caixa.</translation>
    </message>
    <message>
        <source>You cannot charge now. Run “pos-app rebuild” to rebuild it, or restore the last backup.</source>
        <translation>Não pode cobrar agora. Execute “pos-app rebuild” para o reconstruir, ou reponha a última cópia de segurança.</translation>
    </message>
    <message>
        <source>You cannot charge now: some sales are missing from it. Restore the last backup.</source>
        <translation>Não pode cobrar agora: faltam-lhe vendas. Reponha a última cópia de segurança.</translation>
    </message>
    <message>
        <source>You cannot charge until somebody says which till this is.</source>
        <translation>Não pode cobrar até alguém dizer que caixa é esta.</translation>
    </message>
    <message>
        <source>You may change Qt and run this program with your own: its libraries are files in the program&apos;s folder, in PySide6 and shiboken6 under _internal (on macOS under Contents/Frameworks). Build version {0} from its sources, with your changes, and put your files in their place. To look for errors in your changes you may take the program apart.</source>
        <translation>Pode alterar o Qt e usar este programa com o seu: as bibliotecas são ficheiros na pasta do programa, em PySide6 e shiboken6 dentro de _internal (no macOS, dentro de Contents/Frameworks). Compile a versão {0} a partir do código-fonte, com as suas alterações, e ponha os seus ficheiros no lugar desses. Para procurar erros nas suas alterações pode desmontar o programa.</translation>
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
        <source>alert cleared</source>
        <translation>alerta fechado</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>e mais {0}</translation>
    </message>
    <message>
        <source>built {0}</source>
        <translation>compilado em {0}</translation>
    </message>
    <message>
        <source>commit {0}</source>
        <translation>commit {0}</translation>
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
        <source>it waited too long</source>
        <translation>esperou demasiado</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>agora mesmo</translation>
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
        <source>not confirmed</source>
        <translation>por confirmar</translation>
    </message>
    <message>
        <source>of sale {0}</source>
        <translation>da venda {0}</translation>
    </message>
    <message>
        <source>original</source>
        <translation>original</translation>
    </message>
    <message>
        <source>out of paper</source>
        <translation>sem papel</translation>
    </message>
    <message>
        <source>over in the drawer: {0}</source>
        <translation>sobra na gaveta: {0}</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>retirado</translation>
    </message>
    <message>
        <source>short in the drawer: {0}</source>
        <translation>falta na gaveta: {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>desde {0}</translation>
    </message>
    <message>
        <source>somebody at the printer said so</source>
        <translation>alguém junto da impressora disse-o</translation>
    </message>
    <message>
        <source>the connection broke while printing</source>
        <translation>a ligação caiu durante a impressão</translation>
    </message>
    <message>
        <source>the cover is open</source>
        <translation>a tampa está aberta</translation>
    </message>
    <message>
        <source>the customer gave {0}</source>
        <translation>o cliente entregou {0}</translation>
    </message>
    <message>
        <source>the printer cannot be reached</source>
        <translation>a impressora não está acessível</translation>
    </message>
    <message>
        <source>the printer did not answer</source>
        <translation>a impressora não respondeu</translation>
    </message>
    <message>
        <source>the printer is offline</source>
        <translation>a impressora está desligada</translation>
    </message>
    <message>
        <source>the printer refused it</source>
        <translation>a impressora recusou</translation>
    </message>
    <message>
        <source>the till stopped while printing</source>
        <translation>a caixa parou durante a impressão</translation>
    </message>
    <message>
        <source>this printer is not set up</source>
        <translation>esta impressora não está configurada</translation>
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
        <source>until {0}</source>
        <translation>até {0}</translation>
    </message>
    <message>
        <source>{0} (checkout)</source>
        <translation>{0} (código-fonte)</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0} MB free</source>
        <translation>{0} MB livres</translation>
    </message>
    <message>
        <source>{0} MB free, {1} MB are enough</source>
        <translation>{0} MB livres, {1} MB são suficientes</translation>
    </message>
    <message>
        <source>{0} MB free, {1} MB are needed</source>
        <translation>{0} MB livres, são precisos {1} MB</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>há {0}</translation>
    </message>
    <message>
        <source>{0} as a file</source>
        <translation>{0} em ficheiro</translation>
    </message>
    <message>
        <source>{0} asked for paper: {1}</source>
        <translation>{0} pediu papel: {1}</translation>
    </message>
    <message>
        <source>{0} became manager with the recovery code</source>
        <translation>{0} passou a gerente com o código de recuperação</translation>
    </message>
    <message>
        <source>{0} became manager with the recovery code: all other PINs stopped working</source>
        <translation>{0} passou a gerente com o código de recuperação: os outros PIN deixaram de funcionar</translation>
    </message>
    <message>
        <source>{0} cannot be reached: {1}</source>
        <translation>Sem ligação a {0}: {1}</translation>
    </message>
    <message>
        <source>{0} changed a webhook {at}: {1}</source>
        <translation>{0} alterou um webhook {at}: {1}</translation>
    </message>
    <message>
        <source>{0} changed the settings: {1}</source>
        <translation>{0} alterou as definições: {1}</translation>
    </message>
    <message>
        <source>{0} charged although it looked like {1}</source>
        <translation>{0} cobrada apesar de parecer repetir a {1}</translation>
    </message>
    <message>
        <source>{0} closed the day {1}</source>
        <translation>{0} fechou o dia {1}</translation>
    </message>
    <message>
        <source>{0} closed the shift of {1}</source>
        <translation>{0} fechou o turno de {1}</translation>
    </message>
    <message>
        <source>{0} collected a share of a payment {at}: {1}</source>
        <translation>{0} recebeu a parte da loja num pagamento {at}: {1}</translation>
    </message>
    <message>
        <source>{0} created a webhook {at}: {1}</source>
        <translation>{0} criou um webhook {at}: {1}</translation>
    </message>
    <message>
        <source>{0} created or changed a reference {at} without a sale: {1}</source>
        <translation>{0} criou ou alterou uma referência sem venda {at}: {1}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>{0} deleted a reference {at} without a sale: {1}</source>
        <translation>{0} apagou uma referência sem venda {at}: {1}</translation>
    </message>
    <message>
        <source>{0} deleted a webhook {at}: {1}</source>
        <translation>{0} apagou um webhook {at}: {1}</translation>
    </message>
    <message>
        <source>{0} did not come out</source>
        <translation>{0}: não saiu</translation>
    </message>
    <message>
        <source>{0} exported sales: {1}</source>
        <translation>{0} exportou vendas: {1}</translation>
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
        <translation>{0} já tinha PIN de operador de caixa quando o diário começou</translation>
    </message>
    <message>
        <source>{0} had a manager&apos;s PIN when the journal began</source>
        <translation>{0} já tinha PIN de gerente quando o diário começou</translation>
    </message>
    <message>
        <source>{0} had the journal file rebuilt from its own records</source>
        <translation>{0} mandou reconstruir o diário a partir dos seus registos</translation>
    </message>
    <message>
        <source>{0} imported a statement {of}: {1}</source>
        <translation>{0} importou um extracto {of}: {1}</translation>
    </message>
    <message>
        <source>{0} made a new recovery code</source>
        <translation>{0} criou um novo código de recuperação</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} missing</source>
        <translation>Faltam {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} de {1}</translation>
    </message>
    <message>
        <source>{0} of {1} received.</source>
        <translation>Recebidos {0} de {1}.</translation>
    </message>
    <message>
        <source>{0} opened a shift</source>
        <translation>{0} abriu um turno</translation>
    </message>
    <message>
        <source>{0} opened a shift with a float of {1}</source>
        <translation>{0} abriu um turno com um fundo de caixa de {1}</translation>
    </message>
    <message>
        <source>{0} put cash into the drawer: {1}</source>
        <translation>{0} pôs numerário na gaveta: {1}</translation>
    </message>
    <message>
        <source>{0} removed a payment from the queue {of}: {1}</source>
        <translation>{0} retirou um pagamento da fila {of}: {1}</translation>
    </message>
    <message>
        <source>{0} removed the PIN of {1}</source>
        <translation>{0} retirou o PIN de {1}</translation>
    </message>
    <message>
        <source>{0} renewed the secret of a webhook {at}: {1}</source>
        <translation>{0} renovou o segredo de um webhook {at}: {1}</translation>
    </message>
    <message>
        <source>{0} requested, without a result yet.</source>
        <translation>{0} pedidos, ainda sem resultado.</translation>
    </message>
    <message>
        <source>{0} resolved a difference from the statement {of}: {1}</source>
        <translation>{0} resolveu uma diferença com o extracto {of}: {1}</translation>
    </message>
    <message>
        <source>{0} resolved as not paid by {1}</source>
        <translation>{0} resolvida como não paga por {1}</translation>
    </message>
    <message>
        <source>{0} resolved as paid by {1}</source>
        <translation>{0} resolvida como paga por {1}</translation>
    </message>
    <message>
        <source>{0} restored a backup. {1}</source>
        <translation>{0} repôs uma cópia de segurança. {1}</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} said that paper did not come out: {1}</source>
        <translation>{0} disse que o papel não saiu: {1}</translation>
    </message>
    <message>
        <source>{0} switched a webhook {at} on or off: {1}</source>
        <translation>{0} ligou ou desligou um webhook {at}: {1}</translation>
    </message>
    <message>
        <source>{0} switched an event of a webhook {at} on or off: {1}</source>
        <translation>{0} ligou ou desligou um evento de um webhook {at}: {1}</translation>
    </message>
    <message>
        <source>{0} to be printed</source>
        <translation>{0} para imprimir</translation>
    </message>
    <message>
        <source>{0} to send</source>
        <translation>{0} por enviar</translation>
    </message>
    <message>
        <source>{0} to send since {1}</source>
        <translation>{0} por enviar desde {1}</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} a {1}</translation>
    </message>
    <message>
        <source>{0} took cash out of the drawer: {1}</source>
        <translation>{0} retirou numerário da gaveta: {1}</translation>
    </message>
    <message>
        <source>{0} took the till back: {1}</source>
        <translation>{0} recuperou a caixa: {1}</translation>
    </message>
    <message>
        <source>{0} typed the right PIN after wrong ones</source>
        <translation>{0} escreveu o PIN certo depois de outros errados</translation>
    </message>
    <message>
        <source>{0} waiting, the oldest since {1}</source>
        <translation>{0} à espera, a mais antiga desde {1}</translation>
    </message>
    <message>
        <source>{0} waiting, {1} of them unknown, the oldest since {2}</source>
        <translation>{0} à espera, {1} com resultado desconhecido, a mais antiga desde {2}</translation>
    </message>
    <message>
        <source>{0} wrote the till into a file, to move it: {1}</source>
        <translation>{0} gravou a caixa num ficheiro, para a mudar: {1}</translation>
    </message>
    <message>
        <source>{0} y</source>
        <translation>{0} a</translation>
    </message>
    <message>
        <source>{0}%</source>
        <translation>{0}&#x202f;%</translation>
    </message>
    <message>
        <source>{0}, Python {1}</source>
        <translation>{0}, Python {1}</translation>
    </message>
    <message>
        <source>{0}. The till keeps checking.</source>
        <translation>{0}. A caixa continua a verificar.</translation>
    </message>
    <message>
        <source>{0}.{1} GB</source>
        <translation>{0},{1} GB</translation>
    </message>
    <message>
        <source>{0}: by {1}, ends in {2} days</source>
        <translation>{0}: de {1}, termina em {2} dias</translation>
    </message>
    <message>
        <source>{0}: by {1}, valid for {2} days</source>
        <translation>{0}: de {1}, válido por {2} dias</translation>
    </message>
    <message>
        <source>{0}: by {1}, which this computer does not trust ({2})</source>
        <translation>{0}: de {1}, em que este computador não confia ({2})</translation>
    </message>
    <message>
        <source>{0}: can be written, private</source>
        <translation>{0}: pode ser gravada, privada</translation>
    </message>
    <message>
        <source>{0}: in the shop it is {1}</source>
        <translation>{0}: na loja são {1}</translation>
    </message>
    <message>
        <source>{0}: is on a network drive</source>
        <translation>{0}: está numa unidade de rede</translation>
    </message>
    <message>
        <source>{0}: no till was ever opened here</source>
        <translation>{0}: nunca aqui se abriu uma caixa</translation>
    </message>
    <message>
        <source>{0}: not paid</source>
        <translation>{0}: não pago</translation>
    </message>
    <message>
        <source>{0}: nothing can be saved there</source>
        <translation>{0}: não é possível gravar</translation>
    </message>
    <message>
        <source>{0}: others on this computer can look into it</source>
        <translation>{0}: outros neste computador podem consultá-la</translation>
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
        <source>{0}: this amount has just been paid</source>
        <translation>{0}: este valor acabou de ser pago</translation>
    </message>
    <message>
        <source>{0}: this amount is already on hold</source>
        <translation>{0}: este valor já está cativo</translation>
    </message>
    <message>
        <source>{0}: this computer, without encryption</source>
        <translation>{0}: este computador, sem cifra</translation>
    </message>
    <message>
        <source>{0}: through this computer&apos;s proxy</source>
        <translation>{0}: através do proxy deste computador</translation>
    </message>
    <message>
        <source>{0}: whole amounts only</source>
        <translation>{0}: só valores sem casas decimais</translation>
    </message>
    <message>
        <source>{The} already has this charge.</source>
        <translation>{The} já tem esta cobrança.</translation>
    </message>
    <message>
        <source>{The} answered with an error.</source>
        <translation>{The} respondeu com um erro.</translation>
    </message>
    <message>
        <source>{The} answered: nothing has changed.</source>
        <translation>{The} respondeu: nada mudou.</translation>
    </message>
    <message>
        <source>{The} cannot find this sale.</source>
        <translation>{The} não encontra esta venda.</translation>
    </message>
    <message>
        <source>{The} did not answer.</source>
        <translation>{The} não respondeu.</translation>
    </message>
    <message>
        <source>{The} did not cancel it</source>
        <translation>{The} não a anulou</translation>
    </message>
    <message>
        <source>{The} does not accept the request.</source>
        <translation>{The} não aceita o pedido.</translation>
    </message>
    <message>
        <source>{The} does not accept the shop&apos;s key.</source>
        <translation>{The} não aceita a chave da loja.</translation>
    </message>
    <message>
        <source>{The} does not accept the shop&apos;s supervisor card.</source>
        <translation>{The} não aceita o cartão de supervisor da loja.</translation>
    </message>
    <message>
        <source>{The} does not accept this amount.</source>
        <translation>{The} não aceita este valor.</translation>
    </message>
    <message>
        <source>{The} does not accept this number.</source>
        <translation>{The} não aceita este número.</translation>
    </message>
    <message>
        <source>{The} does not cancel it: it may already be paid.</source>
        <translation>{The} não a anula: pode já estar paga.</translation>
    </message>
    <message>
        <source>{The} does not have the shop&apos;s e-mail.</source>
        <translation>{The} não tem o e-mail da loja.</translation>
    </message>
    <message>
        <source>{The} does not list this charge.</source>
        <translation>{The} não tem esta cobrança.</translation>
    </message>
    <message>
        <source>{The} does not recognise this voucher.</source>
        <translation>{The} não reconhece este voucher.</translation>
    </message>
    <message>
        <source>{The} gave the charge a number</source>
        <translation>{The} deu um número à cobrança</translation>
    </message>
    <message>
        <source>{The} had an error.</source>
        <translation>{The} deu erro.</translation>
    </message>
    <message>
        <source>{The} has closed the shop&apos;s terminal.</source>
        <translation>{The} fechou o terminal da loja.</translation>
    </message>
    <message>
        <source>{The} has no final answer yet.</source>
        <translation>{The} ainda não tem resposta final.</translation>
    </message>
    <message>
        <source>{The} has the request</source>
        <translation>{The} recebeu o pedido</translation>
    </message>
    <message>
        <source>{The} has the result</source>
        <translation>{The} já tem o resultado</translation>
    </message>
    <message>
        <source>{The} is checking the code.</source>
        <translation>{The} está a verificar o código.</translation>
    </message>
    <message>
        <source>{The} is getting too many requests.</source>
        <translation>{The} está a receber demasiados pedidos.</translation>
    </message>
    <message>
        <source>{The} is out of service.</source>
        <translation>{The} está fora de serviço.</translation>
    </message>
    <message>
        <source>{The} is processing it.</source>
        <translation>{The} está a tratar do pedido.</translation>
    </message>
    <message>
        <source>{The} rejected the request</source>
        <translation>{The} rejeitou o pedido</translation>
    </message>
    <message>
        <source>{The} reported a payment by notice</source>
        <translation>{The} comunicou um pagamento por aviso</translation>
    </message>
    <message>
        <source>{The} sent no safe page for paying by card.</source>
        <translation>{The} não enviou uma página segura para pagar com cartão.</translation>
    </message>
    <message>
        <source>{The} shows it once, when you create the webhook. Without a webhook, leave it empty.</source>
        <translation>{The} mostra-o uma só vez, quando cria o webhook. Sem webhook, deixe vazio.</translation>
    </message>
    <message>
        <source>“Works” appears only after an answer to the test.</source>
        <translation>«A funcionar» só aparece depois de uma resposta ao teste.</translation>
    </message>
</context>
<context>
    <name>words_mz</name>
    <message>
        <source>Paid by card machine</source>
        <translation>Pago por POS</translation>
    </message>
</context>
</TS>
