<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt" sourcelanguage="en">
<context>
    <name>AccountCard</name>
    <message>
        <source>API key</source>
        <translation>Chave da API</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Endereço</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entidade</translation>
    </message>
    <message>
        <source>Kept in the system&apos;s keyring</source>
        <translation>Guardado no porta-chaves do sistema</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>Por configurar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save the account of {0}</source>
        <translation>Guardar a conta {0}</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurado</translation>
    </message>
    <message>
        <source>Terminal number (POS)</source>
        <translation>Número do terminal (POS)</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Wallet number of {0}</source>
        <translation>Número da carteira {0}</translation>
    </message>
</context>
<context>
    <name>ChargeForm</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
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
        <source>Getting ready…</source>
        <translation>A preparar…</translation>
    </message>
    <message>
        <source>Invoice or note</source>
        <translation>Factura ou nota</translation>
    </message>
    <message>
        <source>Not needed for this method</source>
        <translation>Este método não precisa dele</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telemóvel</translation>
    </message>
    <message>
        <source>Writing down…</source>
        <translation>A registar…</translation>
    </message>
</context>
<context>
    <name>DayModel</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
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
        <source>Journal</source>
        <translation>Diário</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Vender</translation>
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
        <source>Phone, reference, amount or number</source>
        <translation>Telemóvel, referência, valor ou número</translation>
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
        <source>Life of the sale</source>
        <translation>Vida da venda</translation>
    </message>
    <message>
        <source>Reference slip</source>
        <translation>Talão da referência</translation>
    </message>
    <message>
        <source>Sale {0}</source>
        <translation>Venda {0}</translation>
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
    <name>Keypad</name>
    <message>
        <source>Decimal mark</source>
        <translation>Vírgula decimal</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Apagar</translation>
    </message>
</context>
<context>
    <name>MethodTiles</name>
    <message>
        <source>ATM or bank</source>
        <translation>ATM, banco</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Cartão</translation>
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
        <source>Prepaid code</source>
        <translation>Código pré-pago</translation>
    </message>
</context>
<context>
    <name>PhoneBox</name>
    <message>
        <source>valid number</source>
        <translation>número válido</translation>
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
        <source>Waiting</source>
        <translation>À espera</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nenhuma</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Payment providers</source>
        <translation>Prestadores de pagamento</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Definições</translation>
    </message>
</context>
<context>
    <name>ShopCard</name>
    <message>
        <source>Colours</source>
        <translation>Cores</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
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
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save the shop&apos;s settings</source>
        <translation>Guardar as definições da loja</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Loja</translation>
    </message>
    <message>
        <source>Shop name</source>
        <translation>Nome da loja</translation>
    </message>
</context>
<context>
    <name>Side</name>
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
    <name>Slip</name>
    <message>
        <source>Amount</source>
        <translation>Valor</translation>
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
        <source>Method</source>
        <translation>Método</translation>
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
        <source>Training: this reference cannot be paid.</source>
        <translation>Treino: esta referência não pode ser paga.</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Válida até</translation>
    </message>
</context>
<context>
    <name>SlipDialog</name>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
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
        <source>Reference slip</source>
        <translation>Talão da referência</translation>
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
    <name>Takings</name>
    <message>
        <source>today {0}</source>
        <translation>hoje {0}</translation>
    </message>
</context>
<context>
    <name>Totals</name>
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
    <name>Verdict</name>
    <message>
        <source>Confirmed</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Last word</source>
        <translation>Última notícia</translation>
    </message>
    <message>
        <source>No sale yet</source>
        <translation>Ainda sem vendas</translation>
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
        <source>{0}, at {1}</source>
        <translation>{0}, às {1}</translation>
    </message>
</context>
<context>
    <name>VerdictActs</name>
    <message>
        <source>Ask now</source>
        <translation>Perguntar</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>A perguntar…</translation>
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
        <source>Go back</source>
        <translation>Voltar</translation>
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
        <source>Yes, cancel</source>
        <translation>Sim, anular</translation>
    </message>
</context>
<context>
    <name>telling</name>
    <message>
        <source>valid until {0}</source>
        <translation>válida até {0}</translation>
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
        <source>A number of another country</source>
        <translation>Um número de outro país</translation>
    </message>
    <message>
        <source>Another request is open on this phone.</source>
        <translation>Há outro pedido aberto neste telemóvel.</translation>
    </message>
    <message>
        <source>Ask for the phone to be at hand, and charge again.</source>
        <translation>Peça que tenha o telemóvel à mão e cobre de novo.</translation>
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
        <source>At most {0} letters</source>
        <translation>No máximo {0} letras</translation>
    </message>
    <message>
        <source>Being cancelled: not certain yet.</source>
        <translation>A anular: ainda não é certo.</translation>
    </message>
    <message>
        <source>Call the manager before handing over</source>
        <translation>Chame o gerente antes de entregar</translation>
    </message>
    <message>
        <source>Call the manager: it is the shop&apos;s account.</source>
        <translation>Chame o gerente: é a conta da loja.</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Anulado</translation>
    </message>
    <message>
        <source>Cancelled at this till.</source>
        <translation>Anulado nesta caixa.</translation>
    </message>
    <message>
        <source>Check the amount and charge again.</source>
        <translation>Confira o valor e cobre de novo.</translation>
    </message>
    <message>
        <source>Check the disk&apos;s space and permissions, then try again.</source>
        <translation>Verifique o espaço e as permissões do disco e tente de novo.</translation>
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
        <source>Choose another folder, then save again.</source>
        <translation>Escolha outra pasta e guarde de novo.</translation>
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
        <source>Contradictory outcome</source>
        <translation>Resultado contraditório</translation>
    </message>
    <message>
        <source>Create another if the customer still wants to pay.</source>
        <translation>Crie outra se o cliente ainda quiser pagar.</translation>
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
        <source>Do not charge again</source>
        <translation>Não cobrar de novo</translation>
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
        <source>Expired</source>
        <translation>Expirado</translation>
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
        <source>In trouble</source>
        <translation>Com problemas</translation>
    </message>
    <message>
        <source>It has letters without a shape</source>
        <translation>Tem letras que não se vêem</translation>
    </message>
    <message>
        <source>It must be more than zero</source>
        <translation>Tem de ser mais do que zero</translation>
    </message>
    <message>
        <source>Key not accepted</source>
        <translation>Chave recusada</translation>
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
        <source>Money that does not match</source>
        <translation>Dinheiro que não bate certo</translation>
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
        <source>New</source>
        <translation>Nova</translation>
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
        <source>No final word in time</source>
        <translation>Sem resposta final a tempo</translation>
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
        <source>Not possible for this sale now</source>
        <translation>Não é possível nesta venda agora</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Não enviado</translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation>Ainda por experimentar</translation>
    </message>
    <message>
        <source>Nothing can be charged. Do not delete anything; call who looks after the till.</source>
        <translation>Não se pode cobrar. Não apague nada; chame quem cuida da caixa.</translation>
    </message>
    <message>
        <source>Nothing left this till: you may try again.</source>
        <translation>Nada saiu desta caixa: pode tentar de novo.</translation>
    </message>
    <message>
        <source>Nothing was charged. Check the disk&apos;s space and permissions, then try again.</source>
        <translation>Nada foi cobrado. Veja o espaço e as permissões do disco e tente de novo.</translation>
    </message>
    <message>
        <source>Nothing was charged: you may charge again.</source>
        <translation>Nada foi cobrado: pode cobrar de novo.</translation>
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
        <source>Outcome unknown</source>
        <translation>Resultado desconhecido</translation>
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
        <source>Paid twice: give one back</source>
        <translation>Pago duas vezes: devolva uma</translation>
    </message>
    <message>
        <source>Paid, on the provider&apos;s word</source>
        <translation>Pago, segundo o prestador</translation>
    </message>
    <message>
        <source>Read the message on the customer&apos;s phone, and call the manager.</source>
        <translation>Veja a mensagem no telemóvel do cliente e chame o gerente.</translation>
    </message>
    <message>
        <source>Reference given</source>
        <translation>Referência recebida</translation>
    </message>
    <message>
        <source>Request sent</source>
        <translation>Pedido enviado</translation>
    </message>
    <message>
        <source>Sale written down</source>
        <translation>Venda registada</translation>
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
        <source>Somebody asked to cancel</source>
        <translation>Pediram para anular</translation>
    </message>
    <message>
        <source>Something outside the till failed</source>
        <translation>Falhou algo fora da caixa</translation>
    </message>
    <message>
        <source>The address must begin with https://</source>
        <translation>O endereço tem de começar por https://</translation>
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
        <source>The customer pays on the page that was opened.</source>
        <translation>O cliente paga na página que se abriu.</translation>
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
        <source>The customer&apos;s bank refused.</source>
        <translation>O banco do cliente recusou.</translation>
    </message>
    <message>
        <source>The customer&apos;s limit is reached.</source>
        <translation>O cliente atingiu o limite.</translation>
    </message>
    <message>
        <source>The journal cannot be written</source>
        <translation>O diário não se deixa escrever</translation>
    </message>
    <message>
        <source>The journal is damaged</source>
        <translation>O diário está danificado</translation>
    </message>
    <message>
        <source>The outcome is to be asked for elsewhere</source>
        <translation>O resultado pergunta-se noutro endereço</translation>
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
        <source>The payment network had an error.</source>
        <translation>A rede de pagamentos teve um erro.</translation>
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
        <source>The provider asks us to slow down.</source>
        <translation>O prestador pede que se vá mais devagar.</translation>
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
        <source>The provider does not know this sale.</source>
        <translation>O prestador não conhece esta venda.</translation>
    </message>
    <message>
        <source>The provider had an error.</source>
        <translation>O prestador teve um erro.</translation>
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
        <source>The provider is checking the code.</source>
        <translation>O prestador está a verificar o código.</translation>
    </message>
    <message>
        <source>The provider is out of service.</source>
        <translation>O prestador está fora de serviço.</translation>
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
        <source>The settings cannot be saved</source>
        <translation>As definições não podem ser guardadas</translation>
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
        <source>The till goes on asking by itself.</source>
        <translation>A caixa continua a perguntar sozinha.</translation>
    </message>
    <message>
        <source>The till stopped while it was charging.</source>
        <translation>A caixa parou a meio da cobrança.</translation>
    </message>
    <message>
        <source>This cannot be used: {0}</source>
        <translation>Não se pode usar: {0}</translation>
    </message>
    <message>
        <source>This is missing: {0}</source>
        <translation>Falta: {0}</translation>
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
        <source>This number has no active account.</source>
        <translation>Este número não tem conta activa.</translation>
    </message>
    <message>
        <source>This till is already open</source>
        <translation>Esta caixa já está aberta</translation>
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
        <source>Too many digits</source>
        <translation>Algarismos a mais</translation>
    </message>
    <message>
        <source>Training does not start</source>
        <translation>O treino não arranca</translation>
    </message>
    <message>
        <source>Try again; call who looks after the till if it goes on.</source>
        <translation>Tente de novo; se continuar, chame quem cuida da caixa.</translation>
    </message>
    <message>
        <source>Type the amount</source>
        <translation>Escreva o valor</translation>
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
        <source>Use the window that is open, or close it first.</source>
        <translation>Use a janela que está aberta, ou feche-a primeiro.</translation>
    </message>
    <message>
        <source>Wait a moment, then charge again.</source>
        <translation>Espere um pouco e cobre de novo.</translation>
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
        <source>You may hand over</source>
        <translation>Pode entregar</translation>
    </message>
    <message>
        <source>{0} ago</source>
        <translation>há {0}</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0} d</translation>
    </message>
    <message>
        <source>{0} h</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
</TS>
