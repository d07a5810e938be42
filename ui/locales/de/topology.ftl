# Was in einem Schritt gezeichnet wird, und die Teilung eines Entwurfs in Aufträge.

hub-and-spoke = Stern: den gewählten Standort oder die gewählte Cloud mit jedem anderen Standort verbinden
full-mesh = Vollvermaschung: jeden Standort mit jedem anderen verbinden
nearest-region = Nächste Region: jeden Standort mit seiner nächsten Region einer Cloud verbinden
duplicate = Gewählten Standort oder gewählte Cloud duplizieren
duplicated = { $name } hinzugefügt. Geben Sie an, wo er liegt und welche Adressen er hat.
topology-choose-first = Wählen Sie zuerst einen Standort oder eine Cloud, auf der Karte oder in der Liste
topology-connections = { $count ->
    [one] { $count } Verbindung gezeichnet
   *[other] { $count } Verbindungen gezeichnet
}
topology-clouds = { $count ->
    [one] { $count } Region hinzugefügt
   *[other] { $count } Regionen hinzugefügt
}
topology-connected = { $count ->
    [one] { $count } ist schon verbunden
   *[other] { $count } sind schon verbunden
}
topology-nothing = Es gibt keinen Standort zu verbinden

nearest-region-title = Jeden Standort mit seiner nächsten Region verbinden
nearest-region-provider = Cloud
nearest-region-address = Adresse der ersten hinzugefügten Region
nearest-region-address-hint = Die anderen erhalten die folgenden. Schon gezeichnete Regionen werden genommen, wie sie sind
nearest-region-address-missing = Geben Sie eine Adresse ein: Mindestens eine Region ist noch nicht gezeichnet
nearest-region-draw = Verbinden

connections-per-order = { $count } von { $most } je Auftrag
split-order = In mehrere Entwürfe teilen
split-suffix = ({ $part } von { $parts })
split-done = { $count } Entwürfe angelegt, jeder für einen Auftrag. Der geteilte Entwurf bleibt.
