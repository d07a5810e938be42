# Die Liste der Entwürfe.
designs-title = Entwürfe
designs-all = Alle Entwürfe
designs-new = Neuer Entwurf
designs-empty = Noch kein Entwurf
designs-empty-text = Ein Entwurf enthält Standorte, Clouds und die Verbindungen zwischen ihnen.
designs-about = { $endpoints } · { $connections }
designs-changed = Geändert { $time }
designs-delete = { $name } löschen
designs-delete-question = { $name } löschen?
designs-delete-warning = Der Entwurf wird von diesem Computer entfernt. Angebote und Buchungen daraus bleiben.
design-untitled = Neuer Entwurf

customer-forget = Diesen Kunden vergessen
customer-question = { $customer } vergessen?
customer-warning = { $designs } und { $quotes } werden endgültig von diesem Computer entfernt, ebenso halb Eingegebenes und die dazugehörigen Aufrufe im Protokoll. { $sessions }
customer-forgotten = { $designs } und { $quotes } sind entfernt. { $sessions }
count-designs = { $count ->
    [one] { $count } Entwurf
   *[other] { $count } Entwürfe
}
count-quotes = { $count ->
    [one] { $count } Angebot
   *[other] { $count } Angebote
}
count-sessions-stay = { $count ->
    [0] Keine Buchung ist betroffen.
    [one] { $count } Buchung bleibt: Ihr Netz liegt beim Betreiber.
   *[other] { $count } Buchungen bleiben: Ihre Netze liegen beim Betreiber.
}
